import logging

logger = logging.getLogger(__name__)


def load(path):
    try:
        import numpy
    except ImportError:
        logger.error("needs numpy")
    try:
        path.load()
    except (OSError, KeyError) as error:
        logger.error("cannot load: %s", error)
