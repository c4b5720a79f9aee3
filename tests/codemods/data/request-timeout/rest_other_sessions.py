import requests
from shop.http import session

from other import Session


class Client:
    def __init__(self, given=None):
        self.given = given or requests.Session()
        self.elsewhere = requests.Session()

    def read(self):
        return self.given.get(url), self.elsewhere.get(url)


def replace(client):
    client.elsewhere = Session()


a = session.get(url)
b = Session().get(url)
c = {"requests": 1}.get("requests")
