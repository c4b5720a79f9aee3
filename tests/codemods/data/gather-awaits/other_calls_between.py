async def load(client, user):
    name = await client.name(user)
    a = await client.fetch("a", name)
    b = await client.fetch("b", name)
    return a, b
# reported
# 3: 2 awaits of `client.fetch`
