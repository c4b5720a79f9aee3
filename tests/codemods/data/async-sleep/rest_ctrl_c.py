import asyncio
import time


async def watch(screen):
    try:
        while True:
            screen.draw()
            time.sleep(1)
    except (KeyboardInterrupt, EOFError):
        screen.say("stopped")


async def turn(screen):
    screen.lock.acquire()
    time.sleep(1)
    screen.lock.release()


asyncio.run(watch(None))
