import requests
from flask import request


def read(url):
    return requests.get(url)


def send(method):
    return requests.request(request.args["method"], URL)


def log(settings):
    return requests.post(settings.url, json=request.json)
