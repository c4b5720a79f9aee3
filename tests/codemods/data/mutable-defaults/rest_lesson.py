def add(item, items=[]):
    # The mutable default is shared by all calls.
    items.append(item)
    return items
