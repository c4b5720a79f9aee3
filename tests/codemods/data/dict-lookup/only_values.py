# minimum Python: 3.9
def sort(groups: dict[str, list[int]]) -> int:
    for name in groups:
        groups[name].sort()
    for name in groups:
        group = groups[name]
        group.reverse()
    return sum(len(groups[name]) for name in groups)
# output
# minimum Python: 3.9
def sort(groups: dict[str, list[int]]) -> int:
    for value in groups.values():
        value.sort()
    for group in groups.values():
        group.reverse()
    return sum(len(value) for value in groups.values())
