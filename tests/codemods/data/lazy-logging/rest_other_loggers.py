import logging

import structlog
from loguru import logger as loguru_logger

from .log import logger as theirs

log = structlog.get_logger()
either = logging.getLogger() if theirs else log
logger = logging.getLogger(__name__)
logger = theirs


class Service:
    def __init__(self, logger):
        self.logger = logger

    def run(self, x):
        self.logger.info(f"{x}")
        self.console.log(f"{x}")


def run(x, logger, console):
    log.info(f"{x}")
    loguru_logger.info(f"{x}")
    theirs.info(f"{x}")
    either.info(f"{x}")
    logger.info(f"{x}")
    console.log(f"{x}")
    math.log(f"{x}", 10)


logger.info(f"{__name__}")
