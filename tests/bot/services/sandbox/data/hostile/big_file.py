"""Writes one file that grows and grows; the argument is the folder."""

import sys

with open(f"{sys.argv[1]}/big", "wb", buffering=0) as file:
    while True:
        file.write(b"x" * (1 << 20))
