def get(table: dict, key, make, keys):
    one = table[key] if key in table else make()
    two = table[keys.pop()] if keys.pop() in table else 0
    three = table[key] if key not in table else 0
    if key in table:
        four = table[key]
    else:
        five = 0
    if key in table:
        six = table[key]
    elif key:
        six = 0
    if key:
        seven = 1
    elif key in table:
        seven = table[key]
    else:
        seven = 0
    return one, two, three, four, five, six, seven
