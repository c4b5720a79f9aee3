def add(item, items=[]):
    """Add an item to what was added before.

    >>> add(1)
    [1]
    >>> add(2)
    [1, 2]
    """
    items.append(item)
    return items
