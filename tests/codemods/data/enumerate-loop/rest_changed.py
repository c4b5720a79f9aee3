def update(items: list, call):
    for i in range(len(items)):
        items[i] = items[i] + 1
    for i in range(len(items)):
        print(items[i])
        items.append(1)
    for i in range(len(items)):
        call(items)
        print(items[i])
    for i in range(len(items)):
        i += 1
        print(items[i])
    for i in range(len(items)):
        del items[i]
    for i in range(len(items)):
        items = items[i]
