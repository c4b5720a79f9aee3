import logging


def load(path):
    try:
        path.load()
    except OSError:
        print("We do not drop the error here \N{SMILING FACE WITH SUNGLASSES}")
