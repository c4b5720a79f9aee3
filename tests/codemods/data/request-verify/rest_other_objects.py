import requests
from ours import client

a = client.get("https://github.com/", verify=False)
b = settings.get("https://github.com/", verify=False)


def read(requests):
    return requests.get("https://github.com/", verify=False)
