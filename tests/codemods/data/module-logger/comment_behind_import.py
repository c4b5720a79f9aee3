import logging as log  # ours
import yaml  # noqa: F401
x = 1


class Loader:
    log.info("in a class")
# output
import logging as log  # ours
import yaml  # noqa: F401

logger = log.getLogger(__name__)

x = 1


class Loader:
    logger.info("in a class")
