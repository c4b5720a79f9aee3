import requests


def load(url):
    return requests.get(url, timeout=10).text
