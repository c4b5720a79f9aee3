import logging

logger = logging.getLogger(__name__)


def load(path):
    try:
        path.load()
    except Exception:
        logger.error("cannot load")
        try:
            path.delete()
        except OSError:
            raise
# output
import logging

logger = logging.getLogger(__name__)


def load(path):
    try:
        path.load()
    except Exception:
        logger.exception("cannot load")
        try:
            path.delete()
        except OSError:
            raise
