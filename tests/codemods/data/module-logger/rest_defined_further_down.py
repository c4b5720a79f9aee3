import logging

logging.info("imported")

logger = logging.getLogger(__name__)
