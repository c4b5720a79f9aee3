import requests


def load(url, query):
    return requests.get(url, params=query, timeout=10).json()
