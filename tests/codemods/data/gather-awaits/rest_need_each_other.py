async def load(client, user):
    a = await client.fetch("a")
    b = await client.fetch(a)
    a = await client.fetch("c")
    a = await client.fetch("d")
    c = await client.fetch(await client.name())
    await client.fetch("e")
    await client.fetch("f")
    return a, b, c
