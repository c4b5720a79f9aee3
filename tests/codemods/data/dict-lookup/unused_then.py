def clear(matching: dict, pred, others):
    for v in others:
        print(v)
    for v in matching:
        del pred[matching[v]]


def used_after(matching: dict, v):
    for v in matching:
        print(matching[v])
    return v
# output
def clear(matching: dict, pred, others):
    for v in others:
        print(v)
    for value in matching.values():
        del pred[value]


def used_after(matching: dict, v):
    for v, value in matching.items():
        print(value)
    return v
