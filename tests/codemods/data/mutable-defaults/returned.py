def add(item, items=[]):
    items.append(item)
    return items


def index(rows, into={}):
    """Index the rows by name."""
    for row in rows:
        into[row.name] = row
    return into
# output
def add(item, items=None):
    if items is None:
        items = []
    items.append(item)
    return items


def index(rows, into=None):
    """Index the rows by name."""
    if into is None:
        into = {}
    for row in rows:
        into[row.name] = row
    return into
