import logging

from loguru import logger


def load(path):
    logger.info("a")
    logging.info("loading %s", path)
