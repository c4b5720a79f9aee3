def pairs(table, flag):
    found: list[tuple[str, int]] = []
    for key, (low, *high) in table.items():
        found.append((key, low or high))
    return found


def either(a, b, flag):
    found = []
    for item in a if flag else b:
        if item if flag else b:
            found.append(item if item else None)
    return found


def several():
    found = []
    for item in 1, 2:
        found.append(item)
    return found
# output
def pairs(table, flag):
    found: list[tuple[str, int]] = [
        (key, low or high)
        for key, (low, *high) in table.items()
    ]
    return found


def either(a, b, flag):
    found = [
        item if item else None
        for item in (a if flag else b)
        if (item if flag else b)
    ]
    return found


def several():
    found = [item for item in (1, 2)]
    return found
