import logging

logger = logging.getLogger(__name__)


def run(a, name: str):
    logger.info("name: " + name)
    logger.info(name + " is 100% " + str(a) + "!")
    logger.info("a" + "b" + repr(a))
    logger.info('<' + ", ".join(a) + '>')
    logger.info("x " + f"{a!r} " + name.upper())
# output
import logging

logger = logging.getLogger(__name__)


def run(a, name: str):
    logger.info("name: %s", name)
    logger.info("%s is 100%% %s!", name, a)
    logger.info("ab%r", a)
    logger.info('<%s>', ", ".join(a))
    logger.info("x %r %s", a, name.upper())
