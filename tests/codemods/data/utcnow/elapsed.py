from datetime import datetime, timedelta, timezone


def timed(work):
    start = datetime.utcnow()
    limit = start + timedelta(seconds=5)
    work()
    if datetime.utcnow() > limit:
        raise TimeoutError
    return (datetime.utcnow() - start).total_seconds()


def stored(work, row):
    start = datetime.utcnow()
    work()
    row.started = start
    return datetime.utcnow() - start


def since(row):
    return datetime.utcnow() - row.started
# output
from datetime import datetime, timedelta, timezone


def timed(work):
    start = datetime.now(timezone.utc)
    limit = start + timedelta(seconds=5)
    work()
    if datetime.now(timezone.utc) > limit:
        raise TimeoutError
    return (datetime.now(timezone.utc) - start).total_seconds()


def stored(work, row):
    start = datetime.now(timezone.utc).replace(tzinfo=None)
    work()
    row.started = start
    return datetime.now(timezone.utc).replace(tzinfo=None) - start


def since(row):
    return datetime.now(timezone.utc).replace(tzinfo=None) - row.started
