def last(items):
    found = []
    for item in items:
        found.append(item)
    return found, item


def before(items, item):
    found = []
    for item in items:
        found.append(item)
    return found


def outer(rows):
    for i in rows:
        found = []
        for i in i.cells:
            found.append(i)
        print(found, i)
