import time
from datetime import datetime


def both(order):
    return datetime.now() > order.due and time.time() > order.stamp


def typed(order: "Order") -> bool:
    return datetime.now() > order.due
