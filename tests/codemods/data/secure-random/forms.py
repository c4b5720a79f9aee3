import random
import string
from random import choice as pick

LETTERS = string.ascii_letters
api_key = "".join(random.choices(LETTERS, k=32))
session_id = random.getrandbits(128)
user = {"password": f"{random.randint(0, 9999):04d}", "age": random.randint(1, 90)}
salt = random.randbytes(16)


class Account:
    def __init__(self):
        self.secret = "".join(pick(LETTERS) for _ in range(16))
        self.otp = str(random.randrange(1000000)).zfill(6)
        self.pet = random.choice(["cat", "dog"])

    def reset(self):
        self.mail(reset_token="%x" % random.getrandbits(64))
# output
import random
import secrets
import string

LETTERS = string.ascii_letters
api_key = "".join(secrets.SystemRandom().choices(LETTERS, k=32))
session_id = secrets.randbits(128)
user = {"password": f"{secrets.SystemRandom().randint(0, 9999):04d}", "age": random.randint(1, 90)}
salt = secrets.token_bytes(16)


class Account:
    def __init__(self):
        self.secret = "".join(secrets.choice(LETTERS) for _ in range(16))
        self.otp = str(secrets.randbelow(1000000)).zfill(6)
        self.pet = random.choice(["cat", "dog"])

    def reset(self):
        self.mail(reset_token="%x" % secrets.randbits(64))
