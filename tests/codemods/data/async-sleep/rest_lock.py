import asyncio
import threading
import time

LOCK = threading.Lock()


async def poll():
    with LOCK:
        time.sleep(1)
    try:
        time.sleep(1)
    except:
        pass
    try:
        time.sleep(1)
    except (ValueError, BaseException):
        return
    [time.sleep(1) for _ in "ab"]
    done = time.sleep(1) or True
    time.sleep(*[1])
