import os
import pickle
import sys
from pickle import loads as restore

import requests


def file(path):
    with open(path, "rb") as source:
        return pickle.load(source)


def fixed():
    return pickle.load(open("cache.pkl", "rb"))


def given(data):
    return restore(data)


def fetched():
    return pickle.loads(requests.get("https://example.org/").content)


def stream():
    return pickle.Unpickler(sys.stdin.buffer)


def named():
    return pickle.load(open(os.environ["CACHE"], "rb"))
# reported
# 11: a pickle can run any code; it comes from a file
# 15: a pickle can run any code; it comes from a file
# 19: a pickle can run any code; it comes from a parameter
# 23: a pickle can run any code; it comes from the network
# 27: a pickle can run any code; it comes from the standard input
# 31: a pickle can run any code; it comes from a file
