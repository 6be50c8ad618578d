"""
Runs in the namespace of the line: carries Ethernet frames between two taps, each way, and lets them wait on the way.
Told on stdin as JSON what to do; says `ready` once both taps are there. Draws come from the seed that it is given.
"""

import fcntl
import heapq
import json
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TAP = 0x0002
IFF_NO_PI = 0x1000
LONGEST_FRAME = 65536
# As a long line would: what is more is lost.
MOST_WAITING = 20000
# What is overtaken comes this much later than it would, or three packets' time on a line without other delay.
OVERTAKEN_S = 0.012

told = json.load(sys.stdin)
draw = random.Random(told["seed"])
delay = told["delayMs"] / 1000
jitter = told["jitterMs"] / 1000
reorder = told["reorderPercent"] / 100


def open_tap(name):
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI))
    return tap


left, right = (open_tap(name) for name in told["taps"])
other = {left: right, right: left}
latest = {left: 0.0, right: 0.0}
waiting = []
count = 0
print("ready", flush=True)


def due(tap, now):
    if reorder > 0 and draw.random() < reorder:
        return now + delay + OVERTAKEN_S
    at = now + delay + (draw.random() * jitter if jitter > 0 else 0)
    # A queue that is longer now than before delays all that stand in it: packets keep their order.
    latest[tap] = max(latest[tap], at)
    return latest[tap]


while True:
    now = time.monotonic()
    while waiting and waiting[0][0] <= now:
        _, _, tap, frame = heapq.heappop(waiting)
        try:
            os.write(tap, frame)
        except (BlockingIOError, OSError):
            pass  # Lost, as where a queue is full or a tap is not up yet.
    pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
    for tap in select.select([left, right], [], [], pause)[0]:
        # All that is there, so that a burst does not wait for what is due meanwhile.
        for _ in range(64):
            try:
                frame = os.read(tap, LONGEST_FRAME)
            except BlockingIOError:
                break
            count += 1
            if len(waiting) < MOST_WAITING:
                heapq.heappush(waiting, (due(tap, time.monotonic()), count, other[tap], frame))
