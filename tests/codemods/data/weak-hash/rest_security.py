# minimum Python: 3.9
import hashlib


def cache_password(password):
    return hashlib.md5(password).hexdigest()


def cache_key(url, secret):
    return hashlib.sha1(url + secret).hexdigest()


class Token:
    def bucket(self, text):
        return int(hashlib.md5(text).hexdigest(), 16) % 7
