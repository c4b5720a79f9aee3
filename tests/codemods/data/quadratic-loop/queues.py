from collections import deque


def first(items, more):
    queue = list(items)
    while len(queue) > 1 and more:
        item = queue.pop(0)
        if item in queue:
            queue.append(queue.pop(0))
            queue.insert(0, queue[-1])
        queue += more
        print(f"{queue.pop(0)}", queue.pop(), queue[0])
    queue.clear()


def second(items):
    stack = []
    for item in items:
        stack.insert(0, item)
    while stack:
        print(stack.pop())


def third(items):
    rows = [item for item in items]
    while not rows:
        rows.pop(0)
# output
from collections import deque


def first(items, more):
    queue = deque(items)
    while len(queue) > 1 and more:
        item = queue.popleft()
        if item in queue:
            queue.append(queue.popleft())
            queue.appendleft(queue[-1])
        queue += more
        print(f"{queue.popleft()}", queue.pop(), queue[0])
    queue.clear()


def second(items):
    stack = deque()
    for item in items:
        stack.appendleft(item)
    while stack:
        print(stack.pop())


def third(items):
    rows = deque([item for item in items])
    while not rows:
        rows.popleft()
