import logging


class Loud(logging.Logger):
    def warn(self, text):
        super().warn(text.upper())


logging.setLoggerClass(Loud)
logger = logging.getLogger(__name__)
logger.warn("a")
