import os


def total(a):
    if a == 17:
        return 1
    else:
        if a:
            return 2
    return 3
