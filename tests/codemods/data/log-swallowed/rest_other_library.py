import logging

import structlog

logger = structlog.get_logger()
logging.captureWarnings(True)


def close(path):
    try:
        path.close()
    except Exception:
        pass
