import requests
from ours import client

a = client.get("https://pypi.org/", verify=False)
b = settings.get("https://pypi.org/", verify=False)


def read(requests):
    return requests.get("https://pypi.org/", verify=False)
