def f(path):
    file = open(path)
    text = file.read()
    # now it can be written
    file.close()
    return text


def g(path):
    file = open(path)
    text = file.read()
    file.close()  # on Windows too
    return text
