import logging

from shop import print


def load(path):
    print("Error:", path)
