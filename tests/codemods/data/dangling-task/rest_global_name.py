import asyncio

task = None


async def start(job):
    global task
    asyncio.create_task(job.run())
