def check(name: str):
    return name in [
        "a",
        "b",
        "c",
    ]
# output
def check(name: str):
    return name in {
        "a",
        "b",
        "c",
    }
