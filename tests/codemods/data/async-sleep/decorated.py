import asyncio
import time

from shop import app


class Poller:
    @app.get("/")
    async def poll(self):
        self.sleep = 1
        try:
            time.sleep(self.sleep)
        except asyncio.CancelledError:
            self.stop()
        except ValueError:
            pass
        try:
            time.sleep(self.sleep)
        except (OSError, ValueError):
            pass
# output
import asyncio

from shop import app


class Poller:
    @app.get("/")
    async def poll(self):
        self.sleep = 1
        try:
            await asyncio.sleep(self.sleep)
        except asyncio.CancelledError:
            self.stop()
        except ValueError:
            pass
        try:
            await asyncio.sleep(self.sleep)
        except (OSError, ValueError):
            pass
