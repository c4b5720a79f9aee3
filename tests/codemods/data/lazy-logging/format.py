import logging

logger = logging.getLogger(__name__)


def run(a, b, count: int):
    logger.info("{} and {}".format(a, b))
    logger.info("{0} and {1!r}, 100%".format(a, b))
    logger.info("{1} {0} {1}".format(a, b))
    logger.info("{first} {{}} {second}".format(first=a, second=len(b)))
    logger.info("{:5d}|{}".format(count, str(a)))
    logger.info("{} {name}".format(a, name=b))
    logger.info(
        "{} and "
        "{}".format(a, b)
    )
# output
import logging

logger = logging.getLogger(__name__)


def run(a, b, count: int):
    logger.info("%s and %s", a, b)
    logger.info("%s and %r, 100%%", a, b)
    logger.info("%s %s %s", b, a, b)
    logger.info("%s {} %s", a, len(b))
    logger.info("%5d|%s", count, a)
    logger.info("%s %s", a, b)
    logger.info(
        "%s and "
        "%s",
        a,
        b,
    )
