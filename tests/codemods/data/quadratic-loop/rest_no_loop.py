def first(items):
    queue = list(items)
    queue.insert(0, 1)
    seen = []
    seen.append("a")
    return queue.pop(0), "a" in seen
