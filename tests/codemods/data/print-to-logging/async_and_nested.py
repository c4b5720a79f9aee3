import logging

logger = logging.getLogger(__name__)


async def load(path):
    def inner(error):
        print("Error:", error, *[])

    def other(error):
        print(r"Error \d:", error)

    return inner, other
# output
import logging

logger = logging.getLogger(__name__)


async def load(path):
    def inner(error):
        print("Error:", error, *[])

    def other(error):
        logger.error(r"Error \d: %s", error)

    return inner, other
