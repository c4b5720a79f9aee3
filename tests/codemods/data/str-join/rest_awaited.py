async def lines(rows):
    text = ""
    for row in rows:
        text += f"{await row}"
    return text
