# minimum Python: 3.9
import asyncio
import subprocess

import requests

session = requests.Session()


async def load(path, url):
    with open(path) as file:
        text = file.read()
    open(path).close()
    subprocess.Popen(["ls"])
    requests.get(url, stream=True)
    subprocess.run(["ls"], preexec_fn=print)
    session.get(url)
    return text
