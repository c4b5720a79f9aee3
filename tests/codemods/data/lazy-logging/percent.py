import logging

logger = logging.getLogger(__name__)


def run(a, b, name: str):
    logger.info("%s and %d%%" % (a, b))
    logger.info("%s" % (a,))
    logger.info("name %r" % name)
    logger.info("%s" % str(a))
    logger.info("%d" % len(a))
    logger.info("%-10s|%5.2f" % (a, b), stacklevel=2)
    try:
        a()
    except Exception as e:
        logger.error("failed: %s" % e)
    logger.info(
        "a long text "
        "%s" % (a,)
    )
# output
import logging

logger = logging.getLogger(__name__)


def run(a, b, name: str):
    logger.info("%s and %d%%", a, b)
    logger.info("%s", a)
    logger.info("name %r", name)
    logger.info("%s", str(a))
    logger.info("%d", len(a))
    logger.info("%-10s|%5.2f", a, b, stacklevel=2)
    try:
        a()
    except Exception as e:
        logger.error("failed: %s", e)
    logger.info(
        "a long text "
        "%s",
        a,
    )
