# minimum Python: 3.9
import sys


async def start(shop):
    import asyncio

    asyncio.create_task(shop.sell())
# output
# minimum Python: 3.9
import sys

_background_tasks: set[object] = set()


async def start(shop):
    import asyncio

    task = asyncio.create_task(shop.sell())
    _background_tasks.add(task)
    task.add_done_callback(_background_tasks.discard)
