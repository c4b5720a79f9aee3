"""Polls."""


async def poll(job):
    while not job.done:
        import time

        time.sleep(1)
        job.ask()
# output
"""Polls."""

import asyncio


async def poll(job):
    while not job.done:
        await asyncio.sleep(1)
        job.ask()
