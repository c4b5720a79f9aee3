from __future__ import print_function, with_statement


def check(item, items):
    if not item in items:
        print(item);
        pass
    if not item is None:
        print(1)
    return
# output

def check(item, items):
    if item not in items:
        print(item)
    if item is not None:
        print(1)
