"""Prints without end."""

import os

while True:
    os.write(1, b"\x1b]0;flood\x07" * 5000)
    os.write(2, b"y\n" * 5000)
