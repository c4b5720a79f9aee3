import requests


def load(url):
    try:
        return requests.get(url, timeout=10).json()
    except requests.RequestException:
        return None
