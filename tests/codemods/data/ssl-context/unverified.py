import http.client
import ssl
from urllib.request import urlopen

BASE = "https://github.com/"

a = urlopen("https://github.com/simple/", context=ssl._create_unverified_context())
b = urlopen(f"{BASE}pypi/{name}/json", context=ssl._create_unverified_context())
c = http.client.HTTPSConnection("github.com", context=ssl._create_unverified_context())
# output
import http.client
import ssl
from urllib.request import urlopen

BASE = "https://github.com/"

a = urlopen("https://github.com/simple/", context=ssl.create_default_context())
b = urlopen(f"{BASE}pypi/{name}/json", context=ssl.create_default_context())
c = http.client.HTTPSConnection("github.com", context=ssl.create_default_context())
