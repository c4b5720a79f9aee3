def lines(rows):
    text = ""
    for row in rows:  # newest first
        text += f"{row}"
    return text
