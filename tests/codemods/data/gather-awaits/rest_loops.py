async def load(client, users):
    found = []
    for user in users:
        found.append(await client.fetch(user, found))
    for user in users:
        found.append(await client.fetch(await client.name(user)))
    for user in users:
        found.append(await client.fetch(user))
        if found:
            break
    async for user in users:
        found.append(await client.fetch(user))
    for user in users:
        found.append(await client.read(user))
    return found
