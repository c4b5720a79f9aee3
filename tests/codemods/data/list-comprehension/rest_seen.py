def read_in_loop(items):
    found = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def inner(items, call):
    found = []
    for item in items:
        found.append(call(item))
    return lambda: found


def half_full(items):
    found = []
    try:
        known = []
        for item in items:
            known.append(item.load())
    except ValueError:
        pass
    return found, known


def handled(items):
    try:
        known = []
        for item in items:
            known.append(item.load())
    except ValueError:
        return known
    return None


def suppressed(items, suppress):
    with suppress(ValueError):
        known = []
        for item in items:
            known.append(item.load())
    return known


def by_name(items):
    found = []
    for item in items:
        found.append(item)
    return locals()
