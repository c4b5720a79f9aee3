import logging

logger = logging.getLogger(__name__)


def load(path, logger=None):
    logging.info("loading %s", path)


def other(logging):
    logging.info("not ours")
