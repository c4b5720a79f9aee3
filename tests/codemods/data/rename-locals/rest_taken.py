row_count = 3


def a():
    rowCount = 1
    return rowCount + row_count


def b():
    rowCount = 1
    row_count = 2
    return rowCount + row_count


def c():
    rowCount = 1

    def inner(row_count):
        return row_count + rowCount

    return inner


def d():
    rowCount = rowCOUNT = 1
    return rowCount, rowCOUNT


def e(xs):
    rowCount = 1
    return [rowCount for row_count in xs]
