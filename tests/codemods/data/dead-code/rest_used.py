def _a(x):
    return x


def _b(x):
    return x


def _c(x):
    return x


def _d(x):
    return x


def _e(x):
    return x


def _f(x: "_G") -> int:
    return x


class _G:
    pass


__all__ = ["_a"]
handlers = {"b": _b}
print(getattr(handlers, "_c"))
"""See `_d`."""
print(handlers._e, _f)


if __name__ == "__main__":
    print(1)
