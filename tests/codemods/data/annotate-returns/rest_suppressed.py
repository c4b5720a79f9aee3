from contextlib import suppress


def loads(a):
    with suppress(ValueError):
        return True


def counts(a):
    for x in a:
        return True


def until(a):
    while a:
        return True
