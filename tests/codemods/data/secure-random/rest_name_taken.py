import random

secrets = ["a", "b"]
password = random.choice("abc") + secrets[0]
