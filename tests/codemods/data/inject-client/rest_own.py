from shop import requests


def read(url):
    session = requests.Session()
    return session.get(url)


def nested():
    def inner(url):
        session = requests.Session()
        return session.get(url)

    return inner
