def grow(rows=[]):
    return len(rows)


def reset():
    grow.__defaults__[0].clear()
