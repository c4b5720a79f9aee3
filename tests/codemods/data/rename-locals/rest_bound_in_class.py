def a():
    rowCount = 1

    class Row:
        rowCount = rowCount

        def __init__(self, rowCount):
            self.x = rowCount

    return Row
