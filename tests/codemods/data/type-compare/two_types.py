import datetime as dt
import types


class Cart:
    pass


def f(a, b):
    x = type(a) == type(b), type(a)!=int, str==type(a)
    if type(a) == Cart or type(b) == dt.date:
        return x
    return type(a) == types.FunctionType
# output
import datetime as dt
import types


class Cart:
    pass


def f(a, b):
    x = type(a) is type(b), type(a) is not int, str is type(a)
    if type(a) is Cart or type(b) is dt.date:
        return x
    return type(a) is types.FunctionType
