def walk(tree):
    waiting = [tree]
    seen = []
    while waiting:
        node = waiting.pop(0)
        name = str(node)
        if name not in seen:
            seen.append(name)
            waiting.extend(node.children)
# output
from collections import deque


def walk(tree):
    waiting = deque([tree])
    seen = set()
    while waiting:
        node = waiting.popleft()
        name = str(node)
        if name not in seen:
            seen.add(name)
            waiting.extend(node.children)
