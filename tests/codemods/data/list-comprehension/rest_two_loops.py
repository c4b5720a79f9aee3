def rows(good, bad):
    found = []
    for row in good:
        found.append(row.name)
    for row in bad:
        found.append(row.error)
    return found
