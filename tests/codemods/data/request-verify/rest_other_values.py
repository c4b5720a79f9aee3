import requests

a = requests.get("https://github.com/", verify=True)
b = requests.get("https://github.com/", verify="ca.pem")
c = requests.get("https://github.com/", verify=verify)
d = requests.get("https://github.com/", verify=0)
e = requests.get("https://github.com/", **{"verify": False})
