import logging

logger = logging.getLogger(__name__)


def run(a, ratio: float, text: str, count: int, width):
    logger.info(f"{a:.2f}")
    logger.info(f"{ratio:.1%}")
    logger.info(f"{count:,}")
    logger.info(f"{count:b}")
    logger.info(f"{text:^10}")
    logger.info(f"{text:*<10}")
    logger.info(f"{text:{width}}")
    logger.info(f"{a:%Y-%m-%d}")
    logger.info(f"{ratio:10}")
    logger.info(f"{text:05}")
    logger.info("{:.2f}".format(a))
    logger.info("{0.name}".format(a))
    logger.info("{0[name]}".format(a))
    logger.info("{:{}}".format(text, width))
