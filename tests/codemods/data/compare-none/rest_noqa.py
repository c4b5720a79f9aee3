def f(name: str | None):
    return name == None  # noqa: E711
