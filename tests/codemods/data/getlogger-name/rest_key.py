import logging
import logging.config

logging.config.dictConfig({"version": 1, "loggers": {__file__: {"level": "INFO"}}})
logger = logging.getLogger(__file__)
