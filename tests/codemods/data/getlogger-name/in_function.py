import logging
import os

HERE = os.path.dirname(__file__)


def load(path):
    logger = logging.getLogger(
        __file__,  # not a name
    )
    logger.info("loading %s", path)
# output
import logging
import os

HERE = os.path.dirname(__file__)


def load(path):
    logger = logging.getLogger(
        __name__,  # not a name
    )
    logger.info("loading %s", path)
