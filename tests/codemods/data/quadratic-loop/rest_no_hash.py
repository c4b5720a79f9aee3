def once(rows, names: list[str]):
    seen = []
    for row in rows:
        if row not in seen:
            seen.append(row)
    other = [[1]]
    for name in names:
        if name not in other:
            other.append(name)
    third = []
    for name in names:
        if name not in third:
            third.append(name)
    return third
