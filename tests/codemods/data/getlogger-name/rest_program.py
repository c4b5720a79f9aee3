import logging

logger = logging.getLogger(__file__)

if __name__ == "__main__":
    logger.info("started")
