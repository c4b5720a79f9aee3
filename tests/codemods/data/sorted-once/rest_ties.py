def last(rows, key, numbers: list[float]):
    if not rows or not numbers:
        return None
    return sorted(rows)[-1], sorted(rows, key=key)[-1], sorted(numbers)[-1]
