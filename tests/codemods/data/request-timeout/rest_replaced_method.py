import functools

import requests

session = requests.Session()
session.request = functools.partial(session.request, timeout=3)
a = session.get(url)
