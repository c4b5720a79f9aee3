def digits(numbers: list[int], names: list[str]) -> str:
    one: str = ''
    for number in numbers:
        if number > 0:
            one += str(number)
    two = ""
    for name in names:
        two += name.upper() + ", "
    return one + two
# output
def digits(numbers: list[int], names: list[str]) -> str:
    one: str = ''.join([str(number) for number in numbers if number > 0])
    two = "".join([name.upper() + ", " for name in names])
    return one + two
