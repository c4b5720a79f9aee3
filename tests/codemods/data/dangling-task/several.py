from __future__ import annotations

import asyncio as aio


class Shop:
    async def start(self):
        aio.create_task(self.sell())  # for ever
        if self.open:
            aio.ensure_future(
                self.buy(),
            )
        loop = aio.get_running_loop()
        loop.create_task(self.clean(), name="clean")

    def later(self):
        aio.get_event_loop().create_task(self.clean())
# output
from __future__ import annotations

import asyncio as aio

_background_tasks: set[aio.Task[object]] = set()


class Shop:
    async def start(self):
        task = aio.create_task(self.sell())  # for ever
        _background_tasks.add(task)
        task.add_done_callback(_background_tasks.discard)
        if self.open:
            task = aio.ensure_future(
                self.buy(),
            )
            _background_tasks.add(task)
            task.add_done_callback(_background_tasks.discard)
        loop = aio.get_running_loop()
        task = loop.create_task(self.clean(), name="clean")
        _background_tasks.add(task)
        task.add_done_callback(_background_tasks.discard)

    def later(self):
        task = aio.get_event_loop().create_task(self.clean())
        _background_tasks.add(task)
        task.add_done_callback(_background_tasks.discard)
