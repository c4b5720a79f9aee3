# minimum Python: 3.9
import subprocess

import anyio


async def load():
    subprocess.run(["ls"])
    await anyio.sleep(1)
