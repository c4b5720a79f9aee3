import os

import requests as r


def send(url, cart):
    return r.post(
        url,
        json=cart,
        headers={"Accept": "application/json"},
        params={"page": 1},  # the first
        timeout=10,
    ).json()
# output
import os

import httpx


def send(url, cart):
    return httpx.post(
        url,
        json=cart,
        headers={"Accept": "application/json"},
        params={"page": 1},  # the first
        timeout=10,
        follow_redirects=True,
    ).json()
