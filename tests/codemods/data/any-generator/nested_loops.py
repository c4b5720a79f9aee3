def check(rows: list, names: tuple):
    return any([name == row.name for row in rows for name in names[1:]])
# output
def check(rows: list, names: tuple):
    return any(name == row.name for row in rows for name in names[1:])
