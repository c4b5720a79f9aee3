# minimum Python: 3.9
import asyncio


async def clear(folder):
    import shutil

    if folder.exists(): shutil.rmtree(folder); await asyncio.sleep(0)
# output
# minimum Python: 3.9
import asyncio


async def clear(folder):
    import shutil

    if folder.exists(): await asyncio.to_thread(shutil.rmtree, folder); await asyncio.sleep(0)
