import logging as log
from logging import getLogger

logger = getLogger(__name__)


class Cart:
    def __init__(self):
        self._logger = logger.getChild("cart")

    def add(self, item):
        self._logger.warn("odd: %s", item, exc_info=True)
        log.warn("on the root")
        logging_later = logger.warn
        logging_later("later")
        getLogger("a").warn(
            "over lines",  # a comment
            extra={"a": 1},
        )
# output
import logging as log
from logging import getLogger

logger = getLogger(__name__)


class Cart:
    def __init__(self):
        self._logger = logger.getChild("cart")

    def add(self, item):
        self._logger.warning("odd: %s", item, exc_info=True)
        log.warning("on the root")
        logging_later = logger.warning
        logging_later("later")
        getLogger("a").warning(
            "over lines",  # a comment
            extra={"a": 1},
        )
