import requests


def load(url):
    return requests.get(url, verify=False, timeout=10).json()
