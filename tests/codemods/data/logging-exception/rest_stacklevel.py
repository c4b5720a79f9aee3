import logging

logger = logging.getLogger(__name__)


def load(path):
    try:
        path.load()
    except Exception:
        logger.error("a", stacklevel=2)
