def has(table: dict, key):
    return key in list(table), key in list(table.keys()), key in sorted(table)
