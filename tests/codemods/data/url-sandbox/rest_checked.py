import requests
from flask import abort, request


def read():
    url = request.args["url"]
    if not is_allowed(url):
        abort(400)
    return requests.get(url)


def ask():
    url = request.args["url"]
    if url in KNOWN:
        return requests.get(url)
    return None
