def f(path):
    return open(path)  # noqa: PLW1514
