def check(value: str):
    for item in ["a", "b", "c"]:
        print(item)
    return value == ["a", "b", "c"] or ["a", "b", "c"].index(value)
