def _f(a=0, b=1.5, c=None, d=(), e=b"x", f=..., g=-1, h: bool = False, i=""[0:]):
    print(a, b, c, d, e, f, g, h, i)


_g = lambda a=True: a
