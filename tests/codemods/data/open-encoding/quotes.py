def f(path):
    return open(path, 'r').read() + open('a"b').read()
# output
def f(path):
    return open(path, 'r', encoding='utf-8').read() + open('a"b', encoding="utf-8").read()
