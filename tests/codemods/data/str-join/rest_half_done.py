def lines(rows, report):
    try:
        text = ""
        for row in rows:
            text += f"{row.name}"
    except AttributeError:
        report(text)
        raise
    return text
