import requests


def make():
    session = requests.Session()
    session.headers["a"] = "b"
    return session


def direct():
    return requests.Session()


session = requests.Session()
