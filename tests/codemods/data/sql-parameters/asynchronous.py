import aiosqlite


async def find(name: str):
    base = await aiosqlite.connect("shop.db")
    await base.execute(f"SELECT * FROM users WHERE name = '{name}'")
    async with aiosqlite.connect("shop.db") as other:
        await other.execute("SELECT * FROM users WHERE name = '" + name + "'")
# output
import aiosqlite


async def find(name: str):
    base = await aiosqlite.connect("shop.db")
    await base.execute("SELECT * FROM users WHERE name = ?", (name,))
    async with aiosqlite.connect("shop.db") as other:
        await other.execute("SELECT * FROM users WHERE name = ?", (name,))
