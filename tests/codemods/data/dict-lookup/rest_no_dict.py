import shelve


def has(rows, key, maybe: dict = None):
    store = shelve.open("a")
    if key in rows.keys() or key in store.keys():
        return rows[key] if key in rows else 0
    for key in rows:
        print(rows[key])
    for _, row in rows.items():
        print(row)
    table = {}
    table = rows
    return key in table.keys() or key in maybe.keys()
