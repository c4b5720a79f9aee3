# minimum Python: 3.9
from elsewhere import hashlib, md5


def cache_key(url):
    return hashlib.md5(url).hexdigest() + md5(url).hexdigest()
