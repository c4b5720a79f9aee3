def f(name: str | None, other: str):
    return name == None == other, None == None, name is None
