import asyncio

RUNNING = set()


def hold(job):
    job.add_done_callback(RUNNING.discard)
    RUNNING.discard(job)


async def start(job, RUNNING):
    asyncio.create_task(job.run())
