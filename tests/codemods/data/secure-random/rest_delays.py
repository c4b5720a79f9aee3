import random
import time


def create_token(client):
    time.sleep(random.random())
    return client.token()


def get_password(pool):
    index = random.randrange(len(pool))
    return pool[index]


def choose_boundary():
    nonce = str(random.getrandbits(64))
    return "-" * 27 + nonce
