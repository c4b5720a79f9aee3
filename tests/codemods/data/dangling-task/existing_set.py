import asyncio

RUNNING = set()


def start(job):
    task = asyncio.create_task(job.run())
    RUNNING.add(task)
    task.add_done_callback(RUNNING.discard)


async def start_again(job):
    asyncio.create_task(job.run_again())
# output
import asyncio

RUNNING = set()


def start(job):
    task = asyncio.create_task(job.run())
    RUNNING.add(task)
    task.add_done_callback(RUNNING.discard)


async def start_again(job):
    task = asyncio.create_task(job.run_again())
    RUNNING.add(task)
    task.add_done_callback(RUNNING.discard)
