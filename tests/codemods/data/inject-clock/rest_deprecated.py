from datetime import datetime


def is_late(order):
    return datetime.utcnow() > order.due
