import requests

a = requests.get(url, **options)
b = requests.get(*arguments)
c = requests.get(url, stream=True)
d = requests.get(url, stream=streaming)
e = requests.Session().request("GET", url, None, None, None, None, None, None, 3)
