import logging

logger = logging.getLogger(__name__)


def run(a, b, arguments):
    logger.info(f"{a} %s", b)
    logger.info("%%s %s" % a, b)
    logger.info(*arguments)
    logger.log(*arguments, f"{a}")
    logger.info(f"{a}", *arguments)
    logger.info(msg=f"{a}")
    logger.info(f"none")
    logger.info("%s", a)
