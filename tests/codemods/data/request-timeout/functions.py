import requests
import requests as r
from requests import get as fetch, post

a = requests.get("https://example.org/")
b = r.post(url, {"a": 1}, json=None)
c = requests.request("GET", url, headers={})
d = fetch(url)
e = post(url, stream=False)
f = requests.api.delete(url).json()["items"][0]
g = requests.get(requests.head(url).headers["Location"])
# output
import requests
import requests as r
from requests import get as fetch, post

a = requests.get("https://example.org/", timeout=10)
b = r.post(url, {"a": 1}, json=None, timeout=10)
c = requests.request("GET", url, headers={}, timeout=10)
d = fetch(url, timeout=10)
e = post(url, stream=False, timeout=10)
f = requests.api.delete(url, timeout=10).json()["items"][0]
g = requests.get(requests.head(url, timeout=10).headers["Location"], timeout=10)
