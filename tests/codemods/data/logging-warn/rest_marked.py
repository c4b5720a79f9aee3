import logging

logger = logging.getLogger(__name__)
logger.warn("a")  # noqa: G010
