def add(item, items=[]):
    """Add it."""; items.append(item)
    return items
