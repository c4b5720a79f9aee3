def copies(rows):
    return list(sorted(rows))  # noqa: C413
