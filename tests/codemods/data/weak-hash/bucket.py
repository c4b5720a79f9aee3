# minimum Python: 3.9
import hashlib

number = int.from_bytes(hashlib.md5(b"a").digest()[:4], "big") % 16
# output
# minimum Python: 3.9
import hashlib

number = int.from_bytes(hashlib.md5(b"a", usedforsecurity=False).digest()[:4], "big") % 16
