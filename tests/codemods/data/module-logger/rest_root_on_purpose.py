import logging

logger = logging.getLogger()


def load(path):
    logger.info("a")
    logging.getLogger().info("b")
    logging.root.info("c")
    logging.info("d")
