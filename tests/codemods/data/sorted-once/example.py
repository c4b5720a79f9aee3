def oldest(ages: list[int]) -> tuple[int, list[int]]:
    if not ages:
        raise ValueError("nobody is there")
    return sorted(ages, reverse=True)[0], list(sorted(ages))
# output
def oldest(ages: list[int]) -> tuple[int, list[int]]:
    if not ages:
        raise ValueError("nobody is there")
    return max(ages), sorted(ages)
