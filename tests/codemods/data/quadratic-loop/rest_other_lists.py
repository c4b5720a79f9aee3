def parameters(items: list, rows):
    while items:
        items.pop(0)
    while rows:
        rows.pop(0)


def annotated(items):
    queue: list = list(items)
    while queue:
        queue.pop(0)


def assigned_twice(items):
    queue = list(items)
    while queue:
        queue.pop(0)
        queue = queue or [1]
