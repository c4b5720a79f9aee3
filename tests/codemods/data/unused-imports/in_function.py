def f():
    import json
    from os import path

    return path.join("a", "b")
# output
def f():
    from os import path

    return path.join("a", "b")
