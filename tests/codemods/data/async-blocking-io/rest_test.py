# minimum Python: 3.9
import asyncio
import subprocess

import pytest


async def helper():
    subprocess.run(["ls"])


def test_it():
    asyncio.run(helper())
