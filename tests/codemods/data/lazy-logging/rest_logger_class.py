import logging

from shop.log import BraceLogger

logging.setLoggerClass(BraceLogger)
logger = logging.getLogger(__name__)


def run(a):
    logger.info(f"{a}")
