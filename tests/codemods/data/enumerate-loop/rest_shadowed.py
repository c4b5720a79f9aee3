def enumerate(things):
    return things


def range(number):
    return [number]


def show(names: list):
    number = 0
    for name in names:
        print(number, name)
        number += 1
    for i in range(len(names)):
        print(names[i])
