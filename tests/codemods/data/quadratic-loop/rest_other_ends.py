def last(items):
    stack = list(items)
    while stack:
        stack.pop()
        stack.pop(-1)
        stack.pop(1)
        stack.insert(1, 2)
