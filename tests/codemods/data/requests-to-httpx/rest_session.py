import requests


def load(url):
    with requests.Session() as session:
        first = requests.get(url, timeout=10).json()
        return first, session.get(url)
