# minimum Python: 3.9


def sort(groups: dict[str, list[int]], names: list[str]) -> None:
    for name in names:
        groups[name].append(len(name))
    if names:
        name = names[0]
        print(name)
    for name in groups:
        groups[name].sort()


def greet(name: str) -> None:
    print(name)
