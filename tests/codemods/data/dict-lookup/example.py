def report(sizes: dict[str, int], name: str) -> int:
    for key in sizes:
        print(key, sizes[key])
    if name in sizes.keys():
        print(name)
    return sizes[name] if name in sizes else 0
# output
def report(sizes: dict[str, int], name: str) -> int:
    for key, value in sizes.items():
        print(key, value)
    if name in sizes:
        print(name)
    return sizes.get(name, 0)
