import logging  # pylint: disable=unused-import

logger = logging.getLogger(__name__)


def run(a):
    logger.info(f"{a}")  # noqa: G004
    logger.info(f"{a}")  # pylint: disable=logging-fstring-interpolation
    logger.info(f"{a}")  # pylint: disable=W1203
    logger.info(f"{a}")  # noqa: E501, G004
