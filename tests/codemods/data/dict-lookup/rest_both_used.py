def show(table: dict):
    for key, value in table.items():
        print(key, value)
    for key, value in table.items():
        print(1)
    print([key + value for key, value in table.items()])
    for one, two in table.items():
        print(one)
    print(two)
