fileCount = 0


def a():
    global fileCount
    fileCount = 1


def b():
    lineCount = 0

    def inner():
        nonlocal lineCount
        lineCount += 1

    return inner


class Options:
    maxSize = 3
    both = [maxSize for _ in "ab"]
