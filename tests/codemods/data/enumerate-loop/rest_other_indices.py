def compare(names: list, sizes: list):
    for i in range(len(names)):
        print(names[i], sizes[i])
    for i in range(len(names)):
        print(names[i], names[i - 1])
    for i in range(1, len(names)):
        print(names[i])
    for i in range(len(names) - 1):
        print(names[i])
    for i in range(len(names)):
        print(i)
