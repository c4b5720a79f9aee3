import requests as r
from requests import post


async def fetch(url):
    answer = r.get(url)
    post(url, data=answer.text)
# reported
# 6: `r.get` blocks the event loop; no client for coroutines is among
# 7: `post` blocks the event loop
