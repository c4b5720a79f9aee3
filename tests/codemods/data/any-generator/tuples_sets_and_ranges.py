def check(seen: set, limit: int):
    wanted = {1, 2}
    return (
        any([item in seen for item in wanted])
        and all([number % 7 for number in range(limit)])
        and any([a < b for a, b in zip((1, 2), [2, 3])])
    )
# output
def check(seen: set, limit: int):
    wanted = {1, 2}
    return (
        any(item in seen for item in wanted)
        and all(number % 7 for number in range(limit))
        and any(a < b for a, b in zip((1, 2), [2, 3]))
    )
