import requests

a = requests.get("https://pypi.org/", verify=False)  # noqa: S501
