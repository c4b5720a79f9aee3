def show(frame, table: dict, names: set, rows=None):
    for i in range(len(frame)):
        print(frame[i])
    for i in range(len(table)):
        print(table[i])
    rows = []
    rows = frame.rows
    for i in range(len(rows)):
        print(rows[i])
