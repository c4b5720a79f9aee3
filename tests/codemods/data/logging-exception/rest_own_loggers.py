import logging

logging.setLoggerClass(Loud)
logger = logging.getLogger(__name__)


def load(path):
    try:
        path.load()
    except Exception:
        logger.error("a")
