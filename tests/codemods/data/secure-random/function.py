import random


def generate_password(length, letters):
    found = []
    for _ in range(length):
        found.append(random.choice(letters))  # any of them
    random.shuffle(found)
    start = random.randrange(1, 3)
    return "".join(found[start:])
# output
import secrets


def generate_password(length, letters):
    found = []
    for _ in range(length):
        found.append(secrets.choice(letters))  # any of them
    secrets.SystemRandom().shuffle(found)
    start = secrets.SystemRandom().randrange(1, 3)
    return "".join(found[start:])
