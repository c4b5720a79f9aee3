from numpy import random

password = random.choice("abc")


def make(random):
    token = random.choice("abc")
    return token
