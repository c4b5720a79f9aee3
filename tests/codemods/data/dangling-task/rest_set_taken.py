import asyncio

_background_tasks = []


async def start(job):
    asyncio.create_task(job.run())
