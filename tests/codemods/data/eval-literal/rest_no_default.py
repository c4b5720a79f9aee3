import os
import sys


def compute(text, names):
    yield eval(text)
    yield eval(text, names)
    yield eval(sys.argv[1])
    yield eval(os.environ["HOSTS"])
    yield eval(os.getenv("HOSTS"))
    yield eval(os.getenv("HOSTS", text))
    yield eval(os.getenv("HOSTS", "HOSTS"))
    yield eval(os.getenv("HOSTS", "range(3)"))
    yield eval(os.getenv("HOSTS", "[]"), names)
    yield eval(os.getenv("HOSTS", ""))
    yield eval(*names)
    yield eval("names")
    yield eval()
