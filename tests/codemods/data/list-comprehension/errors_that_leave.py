def read(path):
    try:
        with open(path) as lines:
            found = []
            for line in lines:
                found.append(line.strip())
    except OSError:
        return None
    return found
# output
def read(path):
    try:
        with open(path) as lines:
            found = [line.strip() for line in lines]
    except OSError:
        return None
    return found
