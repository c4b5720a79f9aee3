import requests


def read(insecure):
    if insecure:
        return requests.get("https://pypi.org/", verify=False)
    return requests.get("https://pypi.org/")
