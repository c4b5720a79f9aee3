import time

time.sleep = print


async def poll():
    time.sleep(1)
