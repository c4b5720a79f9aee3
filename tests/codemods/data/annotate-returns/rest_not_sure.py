import numpy as np


def mask(a, b):
    return a == b


def array(a):
    return np.isnan(a)


def mixed(a):
    if a:
        return 1
    return "x"


def maybe(a):
    if a:
        return True


def none(a):
    if a:
        return None
    return True


def falls(a):
    try:
        return True
    except ValueError:
        print(a)


def chosen(a):
    return a or "x"


def number(a):
    return 1 if a else 1.0


def both(a):
    return True if a else 1


def own(a, str):
    return str(a)


def division(a):
    return 1 / 2


def matched(a):
    match a:
        case 1:
            return "x"
