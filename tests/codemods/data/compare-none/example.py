def greeting(name: str | None) -> str:
    if name == None:
        return "Hello"
    return f"Hello, {name}"
# output
def greeting(name: str | None) -> str:
    if name is None:
        return "Hello"
    return f"Hello, {name}"
