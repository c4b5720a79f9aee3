def show(table: dict, value, item, entry):
    for key in table:
        print(key, table[key], value, item, entry)
