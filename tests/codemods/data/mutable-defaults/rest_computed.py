START = [1]


def read(rows=[START], names=[name for name in "ab"], widths=[] + START):
    return len(rows) + len(names) + len(widths)


def list(values):
    return values


def shadowed(rows=list()):
    return len(rows)
