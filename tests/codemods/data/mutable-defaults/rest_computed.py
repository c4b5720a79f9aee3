from shop import settings

START = [1]


def read(rows=[START], names=[name for name in "ab"], widths=[] + START):
    return len(rows) + len(names) + len(widths)


def kinds(rows=[settings.KIND], at=[settings.now()]):
    return len(rows) + len(at)


def list(values):
    return values


def shadowed(rows=list()):
    return len(rows)


def hidden(dict, rows=dict()):
    return len(rows)
