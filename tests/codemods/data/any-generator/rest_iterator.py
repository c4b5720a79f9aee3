def check(lines, numbers):
    return any([line == "end" for line in lines]), next(lines), all(
        [a < b for a, b in zip(numbers, numbers[1:])]
    )
