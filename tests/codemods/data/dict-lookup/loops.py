def show(table: dict, value, **rest):
    for key in table:
        entry = table[key]
        print(key, entry)
    for _, size in rest.items():
        print(size)
    for name, _ in rest.items():
        print(name)
    print([row for key, row in table.items()], {k: table[k] + 1 for k in table})
    for key in rest:
        print(f"{key}: {rest[key]}, {value}")
# output
def show(table: dict, value, **rest):
    for key, entry in table.items():
        print(key, entry)
    for size in rest.values():
        print(size)
    for name in rest:
        print(name)
    print([row for row in table.values()], {k: item + 1 for k, item in table.items()})
    for key, item in rest.items():
        print(f"{key}: {item}, {value}")
