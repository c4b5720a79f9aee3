def _a(verbose=False):
    if verbose > 1:
        print("much")


def _b(mode="auto"):
    if callable(mode):
        return mode()


def _c(name="x"):
    if name is None:
        return 1


def _d(name="x"):
    name = name or []
    return name


def _e(flag=True):
    return flag == "yes"


def _f(names="abc"):
    for name in names:
        print(name)


def _g(path="x"):
    return path.open()


def _h(flag=False):
    return isinstance(flag, int)


def _i(flag=False):
    return flag + 1


def _j(name="x"):
    return name in (None, "y")


def _k(names="x"):
    return print(*names)
