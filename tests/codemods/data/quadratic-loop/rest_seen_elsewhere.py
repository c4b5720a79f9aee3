def returned(items):
    queue = list(items)
    while queue:
        queue.pop(0)
    return queue


def passed(items, call):
    queue = list(items)
    while queue:
        call(queue)
        queue.pop(0)


def looped(items):
    queue = list(items)
    while queue:
        queue.pop(0)
        for item in queue:
            print(item)


def sliced(items):
    queue = list(items)
    while queue:
        queue.pop(0)
        print(queue[1:], queue[1], queue == [])


def inner(items):
    queue = list(items)
    while queue:
        queue.pop(0)
    return lambda: queue
