def collect(rows=[]):
    kept = rows
    kept.append(1)
    return kept
