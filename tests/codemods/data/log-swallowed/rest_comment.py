import logging

logger = logging.getLogger(__name__)


def close(path):
    try:
        path.close()
    except Exception:
        pass  # it is gone anyway
    try:
        path.close()
    except Exception:  # noqa: BLE001
        pass
    try:
        path.close()
    # best effort
    except Exception:
        pass
