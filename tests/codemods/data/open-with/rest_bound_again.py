def f(a, b):
    file = open(a)
    text = file.read()
    file = open(b)
    return text + file.read()
