def has_negative(numbers: list[int]) -> bool:
    return any([number < 0 for number in numbers])
# output
def has_negative(numbers: list[int]) -> bool:
    return any(number < 0 for number in numbers)
