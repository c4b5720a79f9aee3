import asyncio


async def poll(time, sleep):
    time.sleep(1)
    sleep(1)


async def other():
    from .clock import sleep

    sleep(1)
