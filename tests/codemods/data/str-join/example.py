def table(rows):
    text = ""
    for row in rows:
        text += f"{row.name}\t{row.size}\n"
    return text
# output
def table(rows):
    text = "".join([f"{row.name}\t{row.size}\n" for row in rows])
    return text
