def lines(rows):
    text = ""
    for row in rows:
        text += f"{len(text)}: {row}"
    other = ""
    for row in rows:
        other = f"{row}" + other
    return text, other
