import requests

a = requests.get("https://pypi.org/", verify=True)
b = requests.get("https://pypi.org/", verify="ca.pem")
c = requests.get("https://pypi.org/", verify=verify)
d = requests.get("https://pypi.org/", verify=0)
e = requests.get("https://pypi.org/", **{"verify": False})
