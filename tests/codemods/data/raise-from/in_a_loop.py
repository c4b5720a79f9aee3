async def f(xs):
    for x in xs:
        try:
            await x()
        except OSError:
            async with x.lock:
                while x:
                    raise KeyError(x)
# output
async def f(xs):
    for x in xs:
        try:
            await x()
        except OSError as error:
            async with x.lock:
                while x:
                    raise KeyError(x) from error
