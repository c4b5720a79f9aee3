import requests

session = requests.session()


async def fetch(urls):
    later = [lambda: session.get(url) for url in urls]
    return [session.head(url) for url in urls], later
# reported
# 8: `session.head` blocks
