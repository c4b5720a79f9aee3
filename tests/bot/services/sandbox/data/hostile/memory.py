"""Takes memory in several processes, each of them below the limit."""

import os
import time

for _ in range(3):
    if os.fork() == 0:
        break
held = []
for _ in range(200):
    held.append(b"x" * (1 << 20))
print("GOT", len(held), flush=True)
time.sleep(30)
