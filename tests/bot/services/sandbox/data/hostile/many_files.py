"""Writes many files, none of them large; the argument is the folder."""

import itertools
import sys

for number in itertools.count():
    with open(f"{sys.argv[1]}/{number}", "wb", buffering=0) as file:
        file.write(b"x" * (1 << 20))
