import time


async def poll(asyncio):
    time.sleep(1)
