import requests
from flask import request

BASE = "https://github.com"


def read():
    requests.get("https://github.com/search?q=" + request.args["q"])
    requests.get(f"{BASE}/pypi/{request.args['name']}/json")
    if request.args["test"]:
        url = "https://test.github.com/pypi/{}".format(request.args["name"])
    else:
        url = "https://github.com/pypi/{}".format(request.args["name"])
    return requests.get(url)
