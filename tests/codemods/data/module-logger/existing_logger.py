import logging

log = logging.getLogger(__name__)


def load(path):
    log.info("loading %s", path)
    logging.warning("odd: %s", path)
    return lambda: logging.debug("late")
# output
import logging

log = logging.getLogger(__name__)


def load(path):
    log.info("loading %s", path)
    log.warning("odd: %s", path)
    return lambda: log.debug("late")
