def check(value, items: list, table: dict, either: "str | list", *rest: str):
    if value in ["a", "b", "c"]:
        return 1
    if items in ["a", "b", "c"] or either in ["a", "b", "c"]:
        return 2
    return table["x"] in [1, 2, 3] or rest in [1, 2, 3]
