import time


async def poll(pool):
    await pool.lock.acquire()
    time.sleep(1)
# output
import asyncio


async def poll(pool):
    await pool.lock.acquire()
    await asyncio.sleep(1)
