def check(name):
    return name is "a" is not None
