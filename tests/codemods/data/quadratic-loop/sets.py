def once(names: list[str], numbers: list[int]):
    seen = ["a", "b"]
    for name in names:
        if name in seen:
            continue
        seen.append(name)
        print(name)
    known = list()
    for number in numbers:
        if number not in known:
            known.append(number)
    if not known:
        print("none")
# output
def once(names: list[str], numbers: list[int]):
    seen = {"a", "b"}
    for name in names:
        if name in seen:
            continue
        seen.add(name)
        print(name)
    known = set()
    for number in numbers:
        if number not in known:
            known.add(number)
    if not known:
        print("none")
