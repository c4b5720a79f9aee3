def f(path):
    file = open(path)
    text = file.read()
    file.close()
    return text, file.name
