# minimum Python: 3.9
try:
    from hashlib import md5
except ImportError:
    from md5 import new as md5


def cache_key(url):
    return md5(url).hexdigest()
