def min(rows):
    return rows


def sort(rows, sorted, list):
    assert rows
    return sorted(rows)[0], list(sorted(rows))


def first(rows):
    assert rows
    return sorted(rows)[0]
