import http.client
import ssl
from urllib.request import urlopen

BASE = "https://pypi.org/"

a = urlopen("https://pypi.org/simple/", context=ssl._create_unverified_context())
b = urlopen(f"{BASE}pypi/{name}/json", context=ssl._create_unverified_context())
c = http.client.HTTPSConnection("pypi.org", context=ssl._create_unverified_context())
# output
import http.client
import ssl
from urllib.request import urlopen

BASE = "https://pypi.org/"

a = urlopen("https://pypi.org/simple/", context=ssl.create_default_context())
b = urlopen(f"{BASE}pypi/{name}/json", context=ssl.create_default_context())
c = http.client.HTTPSConnection("pypi.org", context=ssl.create_default_context())
