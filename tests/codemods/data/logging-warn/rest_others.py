import structlog
from loguru import logger as loguru_logger
from pyspark import log4j

logger = structlog.get_logger()


class Console:
    def warn(self, text):
        print(text)

    def run(self):
        self.warn("a")
        logger.warn("a")
        loguru_logger.warn("a")
        log4j.warn("a")
        Console().warn("a")
