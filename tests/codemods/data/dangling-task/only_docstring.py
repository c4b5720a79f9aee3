"""Starts jobs."""


async def start(job):
    import asyncio

    asyncio.create_task(job.run())
# output
"""Starts jobs."""

_background_tasks = set()


async def start(job):
    import asyncio

    task = asyncio.create_task(job.run())
    _background_tasks.add(task)
    task.add_done_callback(_background_tasks.discard)
