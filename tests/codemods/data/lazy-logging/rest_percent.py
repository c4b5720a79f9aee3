import logging

logger = logging.getLogger(__name__)


def run(a, parts, mapping):
    logger.info("%s" % a)
    logger.info("%s-%s" % parts)
    logger.info("%(a)s" % mapping)
    logger.info("%(a)s" % {"a": 1})
    logger.info("%s %s" % (a,))
    logger.info("%s" % (a, a))
    logger.info("100%" % ())
    logger.info("%s %s" % (*parts,))
    logger.info("%*d" % (5, a))
    logger.info(a % 3)
