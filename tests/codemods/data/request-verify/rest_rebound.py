import requests

URL = "https://github.com/"
if mirror:
    URL = mirror
a = requests.get(URL, verify=False)


def read(address="https://github.com/"):
    return requests.get(address, verify=False)
