import requests
from web import app


@app.get("/")
def page(url):
    session = requests.Session()
    return session.get(url)


def typed(url: str) -> str:
    session = requests.Session()
    return session.get(url).text
