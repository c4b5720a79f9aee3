def show(items):
    for item in items:
        print(item)


async def send(items, *, to="all"):
    if not items:
        return
    await to.send(items)


def early(items):
    if items:
        return None
    items.clear()


def outer():
    def inner(a):  # a comment: with a colon
        a.clear()

    def gen():
        yield 1

    inner([])
    return gen
# output
def show(items) -> None:
    for item in items:
        print(item)


async def send(items, *, to="all") -> None:
    if not items:
        return
    await to.send(items)


def early(items) -> None:
    if items:
        return None
    items.clear()


def outer():
    def inner(a) -> None:  # a comment: with a colon
        a.clear()

    def gen():
        yield 1

    inner([])
    return gen
