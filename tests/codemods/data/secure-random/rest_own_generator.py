import random

system = random.SystemRandom()
password = system.choice("abc")
repeatable = random.Random(7)
token = repeatable.choice("abc")
