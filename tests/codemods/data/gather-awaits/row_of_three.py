async def load(client, user):
    start = 1
    a = await client.fetch("a", user)
    b = await client.fetch("b", user)
    c = await client.fetch("c", start)
    d = await client.fetch(c)
    if d:
        e = await client.fetch("e")
        f = await client.fetch("f")
    return a, b, e, f
# reported
# 3: 3 awaits of `client.fetch` do not need each other
# 8: 2 awaits of `client.fetch`
