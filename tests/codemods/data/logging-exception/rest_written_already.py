import logging
import traceback

import sentry_sdk

logger = logging.getLogger(__name__)


def load(path):
    try:
        path.load()
    except Exception as error:
        logger.error("cannot load: %s", error, exc_info=True)
    try:
        path.load()
    except Exception as error:
        logger.error(traceback.format_exc())
    try:
        path.load()
    except Exception as error:
        sentry_sdk.capture_exception(error)
        logger.error("cannot load")
    try:
        path.load()
    except Exception as error:
        logger.error("cannot load")
        logger.debug("here", exc_info=error)
    try:
        path.load()
    except Exception:
        logger.error("cannot load")
        logger.exception("here")
    try:
        path.load()
    except Exception as error:
        logger.error("cannot load: %s", error.__traceback__)
    try:
        path.load()
    except Exception:
        traceback.print_exc()
        logger.error("cannot load")
