from asyncio import create_task


async def start(job):
    create_task(job.run())
# output
from asyncio import create_task

_background_tasks = set()


async def start(job):
    task = create_task(job.run())
    _background_tasks.add(task)
    task.add_done_callback(_background_tasks.discard)
