def get(table: dict, key, other):
    if key in table:
        one = table[key]
    else:
        one = None
    two = table["a"] if "a" in table else []
    three = (table[other.name] if other.name in table else -1)
    return one, two, three, f"{table[key] if key in table else 0}"
# output
def get(table: dict, key, other):
    one = table.get(key)
    two = table.get("a", [])
    three = (table.get(other.name, -1))
    return one, two, three, f"{table.get(key, 0)}"
