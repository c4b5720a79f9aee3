import requests

a = requests.get(url, verify=False)
b = requests.get("https://localhost:8000/", verify=False)
c = requests.get("https://192.168.0.1/", verify=False)
d = requests.get("https://build/", verify=False)
e = requests.get("https://git.corp.internal/", verify=False)
f = requests.get(f"https://{host}.github.com/", verify=False)
g = requests.get(f"https://github.com{path}", verify=False)
h = requests.get("http://github.com/", verify=False)
i = requests.get(BASE + "https://github.com/", verify=False)
