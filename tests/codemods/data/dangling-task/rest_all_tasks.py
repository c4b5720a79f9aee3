import asyncio


async def start(jobs):
    for job in jobs:
        asyncio.create_task(job.run())
    await asyncio.gather(*asyncio.all_tasks())
