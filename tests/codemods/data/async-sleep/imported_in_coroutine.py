"""Polls."""


async def poll(job):
    import time

    job.poll()
    time.sleep(1)
    return [item async for item in job]
# output
"""Polls."""

import asyncio


async def poll(job):
    job.poll()
    await asyncio.sleep(1)
    return [item async for item in job]
