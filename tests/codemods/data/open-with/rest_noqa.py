def f(path):
    file = open(path)  # noqa: SIM115
    text = file.read()
    file.close()
    return text
