import logging
import sys

logger = logging.getLogger(__name__)


def load(path):
    try:
        path.load()
    except Exception as error:
        logger.error("cannot load: %s", error)
        raise RuntimeError(path) from error
    try:
        path.load()
    except Exception as error:
        logger.error("cannot load: %s", error)
        sys.exit(1)
