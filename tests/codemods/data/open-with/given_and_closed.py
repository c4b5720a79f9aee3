def f(path, parse):
    file = open(path)
    result = parse(file)
    file.close()
    return result
# output
def f(path, parse):
    with open(path) as file:
        result = parse(file)
    return result
