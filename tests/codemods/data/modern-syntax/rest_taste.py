def f(path, items, **more):
    """Say it."""
    open(path, "r")
    for i in range(0, len(items)):
        print("", i, "{}".format(1))
    f(**{"path": path, "items": items})
    text = f"{path}".encode("utf-8")
    if items:
        return None
    else:
        return text


class Error(Exception):
    """Nothing more."""

    pass


class Child(Error):
    pass

    class Meta: ...
