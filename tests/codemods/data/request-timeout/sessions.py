import requests
from requests import Session
from requests.adapters import HTTPAdapter

session = requests.Session()
retrying = HTTPAdapter(max_retries=3)
session.mount("https://", retrying)
session.mount("http://", HTTPAdapter())
a = session.get(url)

with Session() as s:
    b = s.post(url, json={})

c = requests.session().put(url)


class Client:
    def __init__(self):
        self._session = requests.Session()
        self.other = None

    def read(self):
        return self._session.get(url)

    def connect(self):
        self.other = Session()
        return self.other.request("GET", url)
# output
import requests
from requests import Session
from requests.adapters import HTTPAdapter

session = requests.Session()
retrying = HTTPAdapter(max_retries=3)
session.mount("https://", retrying)
session.mount("http://", HTTPAdapter())
a = session.get(url, timeout=10)

with Session() as s:
    b = s.post(url, json={}, timeout=10)

c = requests.session().put(url, timeout=10)


class Client:
    def __init__(self):
        self._session = requests.Session()
        self.other = None

    def read(self):
        return self._session.get(url, timeout=10)

    def connect(self):
        self.other = Session()
        return self.other.request("GET", url, timeout=10)
