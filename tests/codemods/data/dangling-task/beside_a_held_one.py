import asyncio

LIMITS = dict()
NAMES: set = set("ab")
OTHERS = set()
OTHERS.discard(1)
RUNNING: set = set()


async def start(job, also=None):
    task = asyncio.create_task(job.run())
    RUNNING.add(task)
    task.add_done_callback(RUNNING.discard)
    asyncio.create_task(job.run_again())
# output
import asyncio

LIMITS = dict()
NAMES: set = set("ab")
OTHERS = set()
OTHERS.discard(1)
RUNNING: set = set()


async def start(job, also=None):
    task = asyncio.create_task(job.run())
    RUNNING.add(task)
    task.add_done_callback(RUNNING.discard)
    task = asyncio.create_task(job.run_again())
    RUNNING.add(task)
    task.add_done_callback(RUNNING.discard)
