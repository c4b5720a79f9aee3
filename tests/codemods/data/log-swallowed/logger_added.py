import logging
import os
from logging import handlers


def close(path):
    handlers.RotatingFileHandler(path).close()
    try:
        os.remove(path)
    except Exception:
        pass
    try:
        os.rmdir(path)
    except Exception:
        pass
# output
import logging
import os
from logging import handlers

logger = logging.getLogger(__name__)


def close(path):
    handlers.RotatingFileHandler(path).close()
    try:
        os.remove(path)
    except Exception:
        logger.debug("Exception ignored", exc_info=True)
    try:
        os.rmdir(path)
    except Exception:
        logger.debug("Exception ignored", exc_info=True)
