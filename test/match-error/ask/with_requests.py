# Asks for each URL of stdin with requests and prints what goes wrong.
import sys
import traceback

import requests

for line in sys.stdin.read().splitlines():
    title, url, proxy = line.split("\t")
    print("@@ " + title, flush=True)
    try:
        requests.get(url, proxies={"https": proxy} if proxy else {}, timeout=1).raise_for_status()
    except Exception:
        print(traceback.format_exc(), flush=True)
