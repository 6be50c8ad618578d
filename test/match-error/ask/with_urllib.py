# Asks for each URL of stdin with Python's own client and prints what goes wrong.
import sys
import traceback
import urllib.request

for line in sys.stdin.read().splitlines():
    title, url, proxy = line.split("\t")
    print("@@ " + title, flush=True)
    try:
        handler = urllib.request.ProxyHandler({"https": proxy} if proxy else {})
        urllib.request.build_opener(handler).open(url, timeout=1)
    except Exception:
        print(traceback.format_exc(), flush=True)
