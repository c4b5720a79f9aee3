import logging

logger = logging.getLogger(__name__)


def close(path):
    try:
        path.close()
    except (OSError, ValueError):
        pass
    try:
        path.close()
    except Exception:
        return None
