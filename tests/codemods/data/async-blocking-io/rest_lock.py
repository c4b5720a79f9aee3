# minimum Python: 3.9
import asyncio
import subprocess


async def load(self, names):
    with self._lock:
        subprocess.run(["ls"])
    for text in (subprocess.check_output(name) for name in names):
        yield text
    try:
        subprocess.run(["ls"])
    except:
        return
    subprocess.run((yield))
