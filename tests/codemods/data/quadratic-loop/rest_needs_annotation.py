def walk(items: list) -> None:
    queue = []
    for item in items:
        queue.insert(0, item)
    while queue:
        print(queue.pop())
