TABLE = {"a": 1}
for key in TABLE:
    print(TABLE[key])
for _, value in TABLE.items():
    print(value)
