async def check(items: list, load):
    return all([await item for item in items])


async def stream(source):
    return any([item async for item in source])
