def check(name: str, data):
    if data:
        name = data["name"]
    return name in ["a", "b", "c"]
