# minimum Python: 3.9
import hashlib
from hashlib import sha1


def etag(body):
    return '"%s"' % sha1(body).hexdigest()


class Cache:
    def path(self, url):
        digest = hashlib.md5(
            url.encode(),  # as it came
        )
        return self.folder / digest.hexdigest()

    def empty(self):
        found = hashlib.new("MD5")
        found.update(b"")
        return found


def shard_of(key, count):
    return int(hashlib.md5(key.encode()).hexdigest(), 16) % count
# output
# minimum Python: 3.9
import hashlib
from hashlib import sha1


def etag(body):
    return '"%s"' % sha1(body, usedforsecurity=False).hexdigest()


class Cache:
    def path(self, url):
        digest = hashlib.md5(
            url.encode(),  # as it came
            usedforsecurity=False,
        )
        return self.folder / digest.hexdigest()

    def empty(self):
        found = hashlib.new("MD5", usedforsecurity=False)
        found.update(b"")
        return found


def shard_of(key, count):
    return int(hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % count
