import logging

logger = logging.getLogger(__name__)


def load(path):
    try:
        path.load()
    except Exception:

        def tell():
            logger.error("later: no error is handled then")

        path.then(tell, lambda: logger.error("later"))
