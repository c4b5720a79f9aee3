import asyncio

import requests


def fetch(url):
    return requests.get(url)


async def run(url):
    return await asyncio.to_thread(requests.get, url)
