def get(table: dict, key):
    if key in table:
        one = table[key]  # as it was given
    else:
        one = None
    return one
