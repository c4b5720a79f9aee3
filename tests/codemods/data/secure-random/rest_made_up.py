import random

from faker import Faker

password = random.choice("abc") + Faker().word()
