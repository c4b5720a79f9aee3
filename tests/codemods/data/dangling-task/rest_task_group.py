import asyncio


async def start(job, loop):
    async with asyncio.TaskGroup() as group:
        group.create_task(job.run())
    job.create_task(job.run())
    loop.create_task(job.run())
