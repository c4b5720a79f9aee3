import asyncio


async def start(job):
    if job: asyncio.create_task(job.run())


asyncio.ensure_future(start(None))
