import os
import sys


def f(path):
    open(0)
    open(sys.stdin.fileno())
    open(path, "w").close()
    return open(os.devnull, "w")
