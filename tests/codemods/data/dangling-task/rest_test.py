import asyncio

import pytest


async def job():
    asyncio.create_task(asyncio.sleep(1))


def test_job():
    asyncio.run(job())
