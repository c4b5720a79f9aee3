import time


async def poll(job):
    try:
        time.sleep(await job.delay())
    except BaseException:
        job.stop()
        raise
# output
import asyncio


async def poll(job):
    try:
        await asyncio.sleep(await job.delay())
    except BaseException:
        job.stop()
        raise
