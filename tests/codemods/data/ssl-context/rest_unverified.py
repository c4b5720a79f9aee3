import ssl
from urllib.request import urlopen

a = urlopen(url, context=ssl._create_unverified_context())
b = urlopen("https://localhost:8443/", context=ssl._create_unverified_context())
c = urlopen("https://10.0.0.1/", context=ssl._create_unverified_context())
d = urlopen(f"https://{host}/", context=ssl._create_unverified_context())
e = urlopen("https://repo.corp.internal/", context=ssl._create_unverified_context())
f = urlopen(f"https://github.com{rest}", context=ssl._create_unverified_context())
ssl._create_default_https_context = ssl._create_unverified_context
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
