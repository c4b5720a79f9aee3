import enum
import logging
from enum import Enum

from shop.model import Colour

logger = logging.getLogger(__name__)


class Size(str, Enum):
    SMALL = "small"

    def show(self):
        logger.info(f"{self}")


class Level(enum.IntEnum):
    LOW = 1


class Money:
    def __format__(self, spec):
        return "money"


def run(size: Size, colour: Colour, order, money: Money):
    logger.info(f"{size}")
    logger.info(f"{colour}")
    logger.info(f"{Size.SMALL} {Level.LOW}")
    logger.info(f"{order.status} {order['state']}")
    logger.info(f"{money}")
    logger.info("{}".format(size))
