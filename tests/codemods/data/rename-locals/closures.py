def outer(items):
    rowCount = len(items)

    def inner(limit=rowCount):
        return [rowCount + i for i in range(limit)], lambda: rowCount

    class Row:
        size = rowCount

    return inner, Row
# output
def outer(items):
    row_count = len(items)

    def inner(limit=row_count):
        return [row_count + i for i in range(limit)], lambda: row_count

    class Row:
        size = row_count

    return inner, Row
