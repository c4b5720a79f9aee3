import requests

session = requests.Session()
session.verify = False
a = session.get("https://pypi.org/", verify=False)
