from other import re


def f(x, str):
    def g(name: str):
        return name == None

    return re.match(x) == None
