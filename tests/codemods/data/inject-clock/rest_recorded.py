import logging
import time
from datetime import datetime


def save(order):
    order.created = datetime.now()
    logging.info("at %s", datetime.now())
    return {"at": datetime.now().isoformat()}


def measure(work):
    start = time.time()
    work()
    elapsed = time.time() - start
    if elapsed > 3:
        print("slow")
    return elapsed


def rows(table):
    return [row for row in table if row.name == "a_%d" % time.time()]


async def async_main():
    return datetime.now().hour > 3
