def ends(names: list[str], rows, key):
    assert len(rows) > 1
    first = sorted(names)[0] if names else ""
    last = names and sorted(names)[-1]
    if len(names) >= 1 and rows:
        print(sorted(names, reverse=True)[-1])
    return first, last, sorted(rows, key=key)[0], sorted([2, 1], reverse=True)[0]
# output
def ends(names: list[str], rows, key):
    assert len(rows) > 1
    first = min(names) if names else ""
    last = names and max(names)
    if len(names) >= 1 and rows:
        print(min(names))
    return first, last, min(rows, key=key), max([2, 1])
