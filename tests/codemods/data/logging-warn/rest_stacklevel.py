import logging

logger = logging.getLogger(__name__)


def complain(message, **options):
    logger.warn(message, stacklevel=2)
    logger.warn(message, **options)
