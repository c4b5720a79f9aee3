import asyncio


async def start(job, jobs):
    job.task = asyncio.create_task(job.run())
    await asyncio.create_task(job.run())
    jobs.append(asyncio.create_task(job.run()))
    asyncio.create_task(job.run()).add_done_callback(print)
    later = lambda: asyncio.create_task(job.run())
    mine = asyncio.create_task(job.run())
    yield asyncio.create_task(job.run())
    return later, mine
