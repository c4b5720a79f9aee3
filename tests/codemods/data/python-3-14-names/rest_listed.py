# minimum Python: 3.11
import ast
import asyncio
import pkgutil
import sqlite3

loop = asyncio.get_event_loop()
print(ast.Str, pkgutil.find_loader("x"), sqlite3.version)


async def run():
    return asyncio.get_event_loop()
