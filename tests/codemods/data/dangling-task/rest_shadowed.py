import asyncio

from shop import create_task

RUNNING = set()


def hold(job, RUNNING):
    job.add_done_callback(RUNNING.discard)


async def start(job, asyncio):
    asyncio.create_task(job.run())
    create_task(job.run())
