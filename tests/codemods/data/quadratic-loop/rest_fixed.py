def check(names: list[str]):
    known = ["a", "b"]
    for name in names:
        if name in known:
            print(name)
