import requests


def read(url, quick):
    session = requests.Session()
    if quick:
        session = Quick()
    return session.get(url)


def many(url, **options):
    session = requests.Session()
    return session.get(url, **options)


class Shop:
    def __init__(self, url):
        self.session = requests.Session()

    def reset(self):
        self.session = requests.Session()


class Child(Shop):
    pass


class Twice:
    def __init__(self, session):
        self.name = session
        self.session = requests.Session()


def other(shop):
    shop.session = requests.Session()
