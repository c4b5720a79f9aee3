def total(values, names):
    text = ""
    for value in values:
        text += value
    number = 0
    for value in values:
        number += value
    raw = b""
    for value in values:
        raw += bytes(value)
    return text, number, raw
