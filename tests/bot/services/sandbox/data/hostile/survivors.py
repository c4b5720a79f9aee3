"""Leaves processes behind in every way; its argument marks them."""

import os
import signal
import sys
import time

for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)
marked = [sys.executable, "-c", "import time; time.sleep(300)", sys.argv[1]]
for level in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 3)
            os.execv(marked[0], marked)
        os._exit(0)
os.spawnv(os.P_NOWAIT, marked[0], marked)
time.sleep(0.3)
print("DONE", flush=True)
if len(sys.argv) > 2:
    time.sleep(300)
