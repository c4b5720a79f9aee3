"""Waits for ever."""

import time

print("asleep", flush=True)
time.sleep(10000)
