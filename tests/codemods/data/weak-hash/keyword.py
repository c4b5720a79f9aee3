# minimum Python: 3.9
import hashlib as h


def read(store, url):
    return store.get(cache_key=h.sha1(url).hexdigest())
# output
# minimum Python: 3.9
import hashlib as h


def read(store, url):
    return store.get(cache_key=h.sha1(url, usedforsecurity=False).hexdigest())
