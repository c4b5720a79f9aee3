import logging

logger = logging.getLogger(__name__)


def close(path, logger):
    try:
        path.close()
    except Exception:
        pass


def clear(path, Exception):
    try:
        path.clear()
    except Exception:
        pass
