import requests

session = requests.Session()
session.verify = False
a = session.get("https://github.com/", verify=False)
