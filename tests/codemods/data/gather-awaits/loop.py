async def load(client, users):
    found = []
    for user in users:
        found.append(await client.fetch(user))
    return found
# reported
# 3: `client.fetch` is awaited for one item after the other
