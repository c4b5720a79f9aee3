import logging

import structlog

log = structlog.get_logger()


def load(path):
    logging.info("loading %s", path)
