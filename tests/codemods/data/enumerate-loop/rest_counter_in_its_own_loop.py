def count(items):
    number = 0
    for item in items[number:]:
        print(number, item)
        number += 1
    other = 0
    for item in items:
        print(item, other)
        other += 1
    else:
        print(other)
