import requests

a = requests.get("https://github.com/", verify=False)  # noqa: S501
