import random
import time
from datetime import date, datetime, timezone


def is_late(order):
    """Whether it is late."""
    # by now
    return datetime.now(timezone.utc) > order.due


async def greeting(name="you", *names):
    hour = datetime.now().hour
    part = "morning" if hour < 12 else "day"
    return part, name


def expired(
    token,
    *,
    leeway=3,
):
    limit = time.time() - leeway
    if token.time < limit:
        return True
    return token.time < time.time()


def lucky():
    if random.random() < 0.5:
        return date(1, 1, 1)
    return None
# output
import random
import time
from datetime import date, datetime, timezone


def is_late(order, *, now=None):
    """Whether it is late."""
    if now is None:
        now = datetime.now
    # by now
    return now(timezone.utc) > order.due


async def greeting(name="you", *names, now=None):
    if now is None:
        now = datetime.now
    hour = now().hour
    part = "morning" if hour < 12 else "day"
    return part, name


def expired(
    token,
    *,
    leeway=3,
    clock=None,
):
    if clock is None:
        clock = time.time
    limit = clock() - leeway
    if token.time < limit:
        return True
    return token.time < clock()


def lucky(*, draw=None):
    if draw is None:
        draw = random.random
    if draw() < 0.5:
        return date(1, 1, 1)
    return None
