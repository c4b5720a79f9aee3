def first(names: list[str], rows):
    try:
        return sorted(names)[0]
    except IndexError:
        return None


def filtered(names: list[str]):
    if names:
        names.pop()
        return sorted(names)[0]
    if not names:
        print("none")
    return sorted(names)[0], sorted(name for name in names)[0], sorted([*names])[0]


def later(names: list[str], other: list[str]):
    if other or names:
        return sorted(names)[0]
    if len(names) == 0:
        return sorted(names)[0]
    names = other
    return sorted(names)[0]
