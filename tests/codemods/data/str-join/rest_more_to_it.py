def lines(rows, log):
    text = ""
    for row in rows:
        text += f"{row}"
        log(row)
    other = "head\n"
    for row in rows:
        other += f"{row}"
    third = ""
    for row in rows:
        third += f"{row}"
    for row in rows:
        third += f"{row!r}"
    return text, other, third
