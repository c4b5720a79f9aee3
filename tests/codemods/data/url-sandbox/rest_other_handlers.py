import requests


@app.route("/a")
class Page:
    url = requests.get(url)


@app.get("/b")
def read(request, self):
    return requests.get(self)


def outer(url):
    return lambda url: requests.get(url)


@app.route(address)
def other(url):
    return requests.get(url)
