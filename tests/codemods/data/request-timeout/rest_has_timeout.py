import requests

a = requests.get(url, timeout=3)
b = requests.get(url, timeout=None)
c = requests.Session().get(url, timeout=(3, 20))
