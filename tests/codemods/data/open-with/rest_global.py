def f(path):
    global log
    log = open(path)
    log.write("a")


class Cart:
    log = open("log")
    log.write("a")
