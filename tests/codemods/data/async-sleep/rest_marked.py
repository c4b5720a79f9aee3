import asyncio
import time


async def poll():
    time.sleep(1)  # noqa: ASYNC251
