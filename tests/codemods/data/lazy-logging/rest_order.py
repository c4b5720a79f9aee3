import logging

logger = logging.getLogger(__name__)


def run(items, queue):
    logger.info(f"{items} {items.pop()}")
    logger.info(f"{queue} {[queue.get() for _ in items]}")


async def arun(state):
    logger.info(f"{state} {await state.advance()}")
