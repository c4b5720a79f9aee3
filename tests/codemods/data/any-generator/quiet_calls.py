def check(names: list[str], table: dict, text: str):
    if all([isinstance(name, str) and name.startswith("a") for name in names]):
        return 1
    if any([len(value) > 1 for value in table.values() if value]):
        return 2
    if not any([part == "x" for part in text.split(",")]):
        return 3
    return all([key in names for key in ("a", "b")])
# output
def check(names: list[str], table: dict, text: str):
    if all(isinstance(name, str) and name.startswith("a") for name in names):
        return 1
    if any(len(value) > 1 for value in table.values() if value):
        return 2
    if not any(part == "x" for part in text.split(",")):
        return 3
    return all(key in names for key in ("a", "b"))
