def rows(items):
    found = []
    for item in items:
        found.append({
            "name": item.name,
            "size": item.size,
        })
    return found
