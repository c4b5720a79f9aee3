import logging
import warnings

logger = logging.getLogger(__name__)


def load(path):
    warnings.warn("old", DeprecationWarning)
    logger.warn("old")
# output
import logging
import warnings

logger = logging.getLogger(__name__)


def load(path):
    warnings.warn("old", DeprecationWarning)
    logger.warning("old")
