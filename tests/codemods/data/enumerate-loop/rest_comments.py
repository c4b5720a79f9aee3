def count(items):
    number = 0  # from zero
    for item in items:
        print(number, item)
        number += 1
    other = 0
    for item in items:
        print(other, item)
        # and one more
        other += 1
