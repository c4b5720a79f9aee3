import random

password_length = random.randint(8, 12)
passwords = ["a", "b"]
chosen = passwords[random.randint(0, 1)]
secret_found = random.random() < 0.5
delay = random.uniform(1, 2)
secret = Secret("a", kind=random.randint(0, 9))
password = pick(random.randint(0, 9))
key = random.choice("abc")
code = random.randint(0, 9)


def login(user, password):
    wait(random.random())
    return user, password
