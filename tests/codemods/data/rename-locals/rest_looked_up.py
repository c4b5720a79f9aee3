import string


def a():
    rowCount = 1
    return "%(rowCount)s" % locals()


def b():
    rowCount = 1
    return eval("rowCount + 1")


def c():
    rowCount = 1

    def inner():
        return rowCount, vars()

    return inner


def d(frame):
    rowCount = 1
    return frame.query("size > @rowCount")


def e():
    rowCount = 1
    return f"{rowCount=}"


def f():
    rowCount = 1
    return f"{ rowCount = }"


def g(frame):
    rowCount = 1
    return frame.eval("rowCount"), rowCount


def h():
    rowCount = 1
    exec("print(1)")
    return rowCount


def i():
    rowCount = 1
    return [dir() for _ in range(rowCount)]
