def show(table: dict):
    for key, value in table.items():
        print(key, locals())
