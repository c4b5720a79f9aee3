import requests


def read(insecure):
    if insecure:
        return requests.get("https://github.com/", verify=False)
    return requests.get("https://github.com/")
