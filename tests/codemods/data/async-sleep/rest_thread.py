import asyncio
import time

from shop.threads import concurrent


@concurrent
async def poll():
    time.sleep(1)
