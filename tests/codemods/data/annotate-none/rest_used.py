def main(argv):
    print(argv)


def load(path):
    print(path)


data = load("x")
raise SystemExit(main([]))


async def fetch(x):
    x.load()


async def other():
    return await fetch(1)
