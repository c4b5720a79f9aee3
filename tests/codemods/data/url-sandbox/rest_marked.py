from urllib.request import urlopen

from flask import request


def read():
    return urlopen(request.args["url"])  # noqa: S310
