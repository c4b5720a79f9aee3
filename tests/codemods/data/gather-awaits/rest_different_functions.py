async def load(client, user):
    a = await client.fetch("a")
    b = await client.update("b")
    return a, b
