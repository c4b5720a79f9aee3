from logging import error, info  # the two we need


def load(path):
    info("loading %s", path)
    return (error)("gone")
# output
import logging
from logging import error, info  # the two we need

logger = logging.getLogger(__name__)


def load(path):
    logger.info("loading %s", path)
    return (logger.error)("gone")
