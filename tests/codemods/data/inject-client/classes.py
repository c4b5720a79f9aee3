import requests
import redis


class Shop:
    def __init__(self, url):
        self.url = url
        self._session = requests.Session()
        self.cache = redis.Redis(host="a", port=1)  # near


class Empty:
    def __init__(self):
        self.session = requests.Session()
# output
import requests
import redis


class Shop:
    def __init__(self, url, *, cache=None, session=None):
        self.url = url
        self._session = requests.Session() if session is None else session
        self.cache = redis.Redis(host="a", port=1) if cache is None else cache  # near


class Empty:
    def __init__(self, *, session=None):
        self.session = requests.Session() if session is None else session
