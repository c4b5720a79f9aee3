def show(pairs, lines, stop):
    row = 0
    for key, (low, high) in pairs:
        if low > stop:
            break
        print(row, key, high)
        row += 1
    number = 0
    for line in lines:
        number += 1
        if not line:
            continue
        print(number, line)
    column = 5
    for char in "a", "b":
        print([column + 1 for _ in char])
        while True:
            if stop:
                continue
            break
        column += 1
# output
def show(pairs, lines, stop):
    for row, (key, (low, high)) in enumerate(pairs):
        if low > stop:
            break
        print(row, key, high)
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        print(number, line)
    for column, char in enumerate(("a", "b"), start=5):
        print([column + 1 for _ in char])
        while True:
            if stop:
                continue
            break
