import random

import torch


def mask(tokens, vocabulary):
    token = random.choice(vocabulary)
    return [random_token(vocabulary) for _ in tokens], token, torch


def random_token(vocabulary):
    return random.choice(vocabulary)
