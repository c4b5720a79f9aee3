from collections import defaultdict


def reflective(rows=[]):
    return dict(locals(), size=len(rows))


def by_method(rows=[]):
    append = rows.append
    append(1)


def unknown_method(rows=[]):
    return rows.compute()


def as_key(table, rows=[]):
    return table[rows]


def same(rows=[], other=None):
    return rows is other


def called(rows=[]):
    return rows(1)


def carried(rows=[]):
    kept: list = rows
    return len(kept)


def waited(rows=[]):
    return (yield from (kept := rows))


def either(rows=[]):
    return rows and rows[0]


def replaced(rows=[]):
    if not rows:
        rows = load()
    return len(rows)


def negative(rows=[]):
    return -rows


def classed(rows=[]):
    class Shop(Base, rows=rows):
        pass

    return Shop


def grouped(groups=defaultdict(list)):
    return groups or load()
