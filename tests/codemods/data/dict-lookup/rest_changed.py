def update(table: dict, call):
    for key in table:
        table[key] = table[key] + 1
    for key in table:
        call(table)
        print(table[key])
    for key in table:
        key = key.lower()
        print(table[key])
    for key in table:
        call(lambda: table[key])
    for key in table:
        print(table[key.lower()])
    for key in table:
        table[key] += 1
    for key in table:
        table = table[key]
