import asyncio
import time as clock


class Poller:
    async def poll(self):
        start = clock.monotonic()
        async with self.lock:
            with open("a") as file:
                try:
                    (clock.sleep)(
                        0.5,  # half a second
                    )
                except Exception:
                    pass
        return clock.monotonic() - start
# output
import asyncio
import time as clock


class Poller:
    async def poll(self):
        start = clock.monotonic()
        async with self.lock:
            with open("a") as file:
                try:
                    await asyncio.sleep(
                        0.5,  # half a second
                    )
                except Exception:
                    pass
        return clock.monotonic() - start
