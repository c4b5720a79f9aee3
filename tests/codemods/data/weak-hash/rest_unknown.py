# minimum Python: 3.9
import hashlib


def checksum(path):
    digest = hashlib.md5()
    digest.update(path.read_bytes())
    return digest.hexdigest()


def part(text):
    return "%s" % hashlib.md5(text).hexdigest() % 7
