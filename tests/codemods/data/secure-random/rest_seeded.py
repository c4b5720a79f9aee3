import random

random.seed(7)
password = random.choice("abc")
