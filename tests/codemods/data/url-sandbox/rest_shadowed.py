from flask import request
from ours import requests


def read(cache):
    requests.get(request.args["url"])
    return cache.get(request.args["url"])
