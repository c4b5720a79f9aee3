import requests


async def fetch(requests, url):
    return requests.get(url)


async def other(session, url):
    return session.get(url)
