import logging

LEVEL: int
logger: logging.Logger = logging.getLogger(__name__)


def load(path):
    logging.info("a")
# output
import logging

LEVEL: int
logger: logging.Logger = logging.getLogger(__name__)


def load(path):
    logger.info("a")
