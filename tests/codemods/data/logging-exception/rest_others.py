import logging

import structlog

log = structlog.get_logger()


def load(path, parser, logger):
    try:
        path.load()
    except Exception as error:
        log.error("a")
        parser.error("a")
    try:
        path.load()
    except Exception:
        logger.error("a")
    try:
        path.load()
    except Exception:
        logging.warning("a")
