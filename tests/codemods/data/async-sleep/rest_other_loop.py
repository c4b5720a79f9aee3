import time

import trio


async def poll():
    time.sleep(1)


trio.run(poll)
