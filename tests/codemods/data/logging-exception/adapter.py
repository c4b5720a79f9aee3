import logging

log = logging.LoggerAdapter(logging.getLogger(__name__), {})


def load(path):
    try:
        path.load()
    except Exception as e:
        log.error(e)
# output
import logging

log = logging.LoggerAdapter(logging.getLogger(__name__), {})


def load(path):
    try:
        path.load()
    except Exception as e:
        log.exception(e)
