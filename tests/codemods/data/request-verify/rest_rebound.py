import requests

URL = "https://pypi.org/"
if mirror:
    URL = mirror
a = requests.get(URL, verify=False)


def read(address="https://pypi.org/"):
    return requests.get(address, verify=False)
