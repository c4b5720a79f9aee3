import requests


def ask(url):
    there = requests.head(url, timeout=2).status_code
    here = requests.get(url, timeout=2.5, allow_redirects=False).content
    return there, here
# output
import httpx


def ask(url):
    there = httpx.head(url, timeout=2).status_code
    here = httpx.get(url, timeout=2.5, follow_redirects=False).content
    return there, here
