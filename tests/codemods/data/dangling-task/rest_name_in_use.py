import asyncio


async def start(task):
    asyncio.create_task(task.run())


async def start_all(tasks):
    for task in tasks:
        asyncio.create_task(task.run())
