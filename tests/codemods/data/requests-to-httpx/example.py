import requests


def load(url):
    return requests.get(url, timeout=10).json()
# output
import httpx


def load(url):
    return httpx.get(url, timeout=10, follow_redirects=True).json()
