def f(path, json):
    json.dump(g(), open(path, "w"))
    x = g() + open(path).read()
    y = open(path).read() + open(path).read() if x else ""
    return json.load(open(path)), [line for line in open(path)]
