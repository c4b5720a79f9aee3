deque = None


def walk(items):
    queue = list(items)
    while queue:
        queue.pop(0)
    return deque
