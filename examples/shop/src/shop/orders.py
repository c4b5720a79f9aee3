"""Orders: what was bought, by whom, when."""

import logging
from datetime import datetime

logger = logging.getLogger(__name__)


def total(lines, discount: float = None):
    result = sum(line["price"]*line.get("count",1) for line in lines)
    if discount:
        result = result * (1-discount)
    logger.debug(f"{len(lines)} lines come to {result}")
    return result


def collect(line, basket=[]):
    """Put a line into the basket and return the basket."""
    basket.append( line )
    logger.info("basket of %d lines: %s" % (len(basket), line["name"]))
    return basket


def order(lines, customer: str = None):
    return {
        'customer': customer or "guest",
        'lines': list(lines),
        'placed': datetime.utcnow(),
    }


def is_late(placed_at, days=3):
    age = datetime.utcnow() - placed_at
    if age.days>days:
        logger.warning("order is late by {} days".format(age.days - days))
        return True
    return False
