import requests
from flask import request

BASE = "https://pypi.org"


def read():
    requests.get("https://pypi.org/search?q=" + request.args["q"])
    requests.get(f"{BASE}/pypi/{request.args['name']}/json")
    if request.args["test"]:
        url = "https://test.pypi.org/pypi/{}".format(request.args["name"])
    else:
        url = "https://pypi.org/pypi/{}".format(request.args["name"])
    return requests.get(url)
