from asyncio import gather, sleep as wait
from time import sleep


async def poll(job):
    sleep(1)
    await gather(job)
    if job: sleep(job.delay * 2)  # half


async def other():
    await wait(1)
# output
from asyncio import gather, sleep as wait


async def poll(job):
    await wait(1)
    await gather(job)
    if job: await wait(job.delay * 2)  # half


async def other():
    await wait(1)
