import os
import sys


def f(x):
    return sys.argv[x]
    return os.environ[x]
# output
import sys


def f(x):
    return sys.argv[x]
