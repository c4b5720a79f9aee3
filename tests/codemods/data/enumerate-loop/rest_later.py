def handlers(names: list):
    found = []
    for i in range(len(names)):
        found.append(lambda: names[i])
    return found
