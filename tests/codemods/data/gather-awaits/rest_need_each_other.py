async def load(client, user):
    a = await client.fetch("a")
    b = await client.fetch(a)
    await client.fetch("e")
    await client.fetch("f")
    a = await client.fetch("c")
    a = await client.fetch("d")
    print(a)
    c = await client.fetch(await client.name())
    return a, b, c
