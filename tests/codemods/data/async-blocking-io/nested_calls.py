# minimum Python: 3.9
import subprocess


async def load(folder):
    return subprocess.run([subprocess.check_output("pwd"), folder])
# output
# minimum Python: 3.9
import asyncio
import subprocess


async def load(folder):
    return await asyncio.to_thread(subprocess.run, [await asyncio.to_thread(subprocess.check_output, "pwd"), folder])
