import inspect
from datetime import datetime

from web import route


@route("/")
def page(order):
    return datetime.now() > order.due


def other(order):
    return datetime.now() > order.due


signature = inspect.signature(other)
