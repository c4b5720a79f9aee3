def count(items, found):
    number = 0
    for item in items:
        print(number, item)
        number += 1
    print(number)
    size = 0
    for item in items:
        if item:
            size += 1
    place = 0
    for item in items:
        if not item:
            continue
        print(place)
        place += 1
    step = 0
    for item in items:
        print(step)
        step += 2
    last = 0
    for item in items:
        print(last)
        last = 5
        last += 1
    there = 0
    for item in items:
        found.append(lambda: there)
        there += 1
    away = 0
    print(away)
    for item in items:
        print(away)
        away += 1
