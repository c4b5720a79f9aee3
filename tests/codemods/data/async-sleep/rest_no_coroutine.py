import asyncio
import time


def poll():
    time.sleep(1)


async def run(job, time_=time):
    def inner():
        time.sleep(1)

    class Inner:
        time.sleep(1)

    await asyncio.to_thread(time.sleep, 1)
    await asyncio.get_running_loop().run_in_executor(None, lambda: time.sleep(1))
    job.then(inner, time.sleep)


async def other(at=time.sleep(1)):
    return at
