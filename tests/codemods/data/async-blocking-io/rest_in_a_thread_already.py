# minimum Python: 3.9
import asyncio
import subprocess


async def load(folder):
    def work():
        subprocess.run(["ls", folder])

    await asyncio.to_thread(subprocess.run, ["ls", folder])
    await asyncio.to_thread(lambda: subprocess.run(["ls", folder]))
    await asyncio.to_thread(work)
    process = await asyncio.create_subprocess_exec("ls", folder)
    await process.wait()
