def f(x, y=None, *, z: object):
    return x == None or y != None or z == None or x.y == None
