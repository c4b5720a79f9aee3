import httpx
import requests as r
from requests import post

URL = "https://github.com/simple/"

a = r.get("https://github.com/simple/", verify=False)
b = post(URL, {"a": 1}, verify=False, timeout=3)
c = r.request("GET", URL + name, verify=False).json()
d = httpx.get(f"https://github.com/pypi/{name}/json", verify=False)
e = httpx.stream("GET", "https://github.com:443/x?y=%s" % y, verify=False)
f = r.get(
    "https://github.com/pypi/{}/json".format(name),
    timeout=3,
    verify=False,
)
g = httpx.Client(base_url="https://github.com", verify=False)
# output
import httpx
import requests as r
from requests import post

URL = "https://github.com/simple/"

a = r.get("https://github.com/simple/")
b = post(URL, {"a": 1}, timeout=3)
c = r.request("GET", URL + name).json()
d = httpx.get(f"https://github.com/pypi/{name}/json")
e = httpx.stream("GET", "https://github.com:443/x?y=%s" % y)
f = r.get(
    "https://github.com/pypi/{}/json".format(name),
    timeout=3,
)
g = httpx.Client(base_url="https://github.com")
