import logging
import time

logger = logging.getLogger(__name__)


def load(path):
    with open(path), path.lock:
        logger.warn("a")
# output
import logging
import time

logger = logging.getLogger(__name__)


def load(path):
    with open(path), path.lock:
        logger.warning("a")
