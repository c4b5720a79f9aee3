import requests


def read(requests, url):
    return requests.get(url)


def replay(calls):
    return [requests.get(url) for requests, url in calls]


class Store:
    requests = {}
    first = requests.get("first")
