def copies(rows):
    return list(
        sorted(rows)  # the small ones first
    )
