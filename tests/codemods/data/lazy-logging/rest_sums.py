import logging

logger = logging.getLogger(__name__)


def run(a, b, name: str):
    logger.info("a" + a)
    logger.info(a + b)
    logger.info("a" + name + 'b')
    logger.info(
        "a " + name +
        " b"
    )
    logger.info(r"\d" + name)
    logger.info("""a""" + name)
    logger.info("a" "b" + name)
