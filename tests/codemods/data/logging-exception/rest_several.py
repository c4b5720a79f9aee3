import logging

logger = logging.getLogger(__name__)


def load(path):
    try:
        path.load()
    except Exception:
        if path:
            logger.error("one")
        else:
            logger.error("two")
