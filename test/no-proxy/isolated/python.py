"""Visits one URL a line under the variables that stand behind it, and says when it is done."""
import os
import sys
from urllib.parse import unquote

library = sys.argv[1]
if library == "urllib":
    import ssl
    import urllib.request

    # Made once: reading the machine's certificates takes longer than a visit.
    https = urllib.request.HTTPSHandler(context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))

    def visit(url):
        urllib.request.build_opener(https).open(url, timeout=5)

elif library == "requests":
    import requests

    session = requests.Session()
    session.verify = False

    def visit(url):
        session.get(url, timeout=5)

else:
    from botocore.awsrequest import AWSRequest
    from botocore.httpsession import URLLib3Session
    from botocore.utils import get_environ_proxies

    def visit(url):
        session = URLLib3Session(verify=False, timeout=5, proxies=get_environ_proxies(url))
        session.send(AWSRequest("GET", url).prepare())


NAMES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"]
for line in sys.stdin:
    url, *variables = line.strip("\n").split("\t")
    for name in NAMES:
        os.environ.pop(name, None)
        os.environ.pop(name.upper(), None)
    for variable in variables:
        name, _, value = variable.partition("=")
        os.environ[name] = unquote(value)
    try:
        visit(url)
    except Exception:
        pass
    print("done", flush=True)
