import random
import secrets as s


def make(letters):
    token = ""
    for _ in range(20):
        token += random.choice(letters)
    return token
# output
import secrets as s


def make(letters):
    token = ""
    for _ in range(20):
        token += s.choice(letters)
    return token
