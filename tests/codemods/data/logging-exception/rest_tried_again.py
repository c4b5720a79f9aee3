import logging

logger = logging.getLogger(__name__)


def load(path):
    for attempt in range(3):
        try:
            return path.load()
        except Exception as error:
            logger.error("cannot load: %s", error)
    while path.tries < 3:
        try:
            return path.load()
        except Exception as error:
            logger.error("cannot load: %s", error)
