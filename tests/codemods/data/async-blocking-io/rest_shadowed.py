# minimum Python: 3.9
from shop import requests, run


async def load(subprocess, open):
    subprocess.run(["ls"])
    requests.get("a")
    run("a")
    open("a")
