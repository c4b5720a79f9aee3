import time


async def poll(job):
    # time.sleep is harder on the server
    # than asyncio.sleep
    time.sleep(1)
    job.ask()
