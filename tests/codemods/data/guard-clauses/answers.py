async def f(x):
    if x is None:
        async for y in x:
            print(y)
        print("2")
        print("3")
        print("4")
        print("5")
        print("6")
        if x.a:
            return 2
        print("8")
# output
async def f(x):
    if x is not None:
        return None

    async for y in x:
        print(y)
    print("2")
    print("3")
    print("4")
    print("5")
    print("6")
    if x.a:
        return 2
    print("8")
