def f(path):
    if path:
        file = open(path)
        print(file.read())
    else:
        file = None
    return file


def g(path):
    try:
        handle = open(path)
    except OSError:
        return None
    return handle.read()
