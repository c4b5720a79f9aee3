# minimum Python: 3.9
import hashlib


def cache_key(url, options):
    yield hashlib.md5(url, usedforsecurity=False)
    yield hashlib.md5(url, usedforsecurity=True)
    yield hashlib.md5(url, **options)
    yield hashlib.sha256(url)
    yield hashlib.new("sha256", url)
    yield hashlib.new(options.algorithm, url)
    yield hashlib.md5(url)  # nosec B324
