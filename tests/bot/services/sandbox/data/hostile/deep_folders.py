"""Builds a tree too deep for a path, and waits; the argument is the folder."""

import os
import sys
import time

os.chdir(sys.argv[1])
for _ in range(3000):
    os.mkdir("deeper")
    os.chdir("deeper")
print("DONE", flush=True)
time.sleep(30)
