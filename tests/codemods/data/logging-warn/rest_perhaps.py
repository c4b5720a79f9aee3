import logging


def run(logger, log):
    logger.warn("a")
    log.warn("b")


def other():
    logging = Console()
    logging.warn("a")
