async def load(session, queue, reader):
    a = await session.get("a")
    b = await session.get("b")
    c = await queue.get(1)
    d = await queue.get(2)
    e = await reader.line(1)
    f = await reader.line(2)
    return a, b, c, d, e, f
