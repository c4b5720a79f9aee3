import logging
import sys

logger = logging.getLogger(__name__)
logger.error("not in a block")


def load(path, log):
    try:
        path.load()
    except Exception:
        path.then(lambda: sys.exit(1))
        logger.error("cannot load")
    try:
        path.load()
    except OSError:
        log.error("expected")


try:
    load(1, 2)
except Exception:
    logger.error("at import")
# output
import logging
import sys

logger = logging.getLogger(__name__)
logger.error("not in a block")


def load(path, log):
    try:
        path.load()
    except Exception:
        path.then(lambda: sys.exit(1))
        logger.exception("cannot load")
    try:
        path.load()
    except OSError:
        log.error("expected")


try:
    load(1, 2)
except Exception:
    logger.exception("at import")
