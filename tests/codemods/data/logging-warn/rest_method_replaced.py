import logging

logger = logging.getLogger(__name__)
logger.warn = logger.error
logger.warn("a")
