import logging

logger = logging.getLogger(__name__)


def run(a, b, parts, options):
    logger.info("{} {}".format(*parts))
    logger.info("{a}".format(**options))
    logger.info("{1} {0}".format(a(), b()))
    logger.info("{0} {0}".format(a()))
    logger.info("{}".format(a, b()))
    logger.info("{} {}".format(a))
    logger.info("{".format(a))
