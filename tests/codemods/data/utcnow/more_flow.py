from datetime import datetime, timedelta, timezone

HOUR = timedelta(hours=1)


def forms(row, changes):
    start: datetime = datetime.utcnow()
    datetime.utcnow()
    end = HOUR + datetime.utcnow()
    print(end - start, HOUR * 2 + start < end)


def odd(row, changes, count):
    first = datetime.utcnow()
    second = datetime.utcnow()
    third = datetime.utcnow().replace(**changes)
    print(first in row, second % 3, third)
    print(datetime.utcnow() < row - count, datetime.utcnow() < row + count)
    print(datetime.utcnow().strftime(row), datetime.utcnow().tzinfo)
    return datetime.utcfromtimestamp(count,)


def reflected():
    start = datetime.utcnow()
    return [datetime.utcnow() - HOUR, start]
# output
from datetime import datetime, timedelta, timezone

HOUR = timedelta(hours=1)


def forms(row, changes):
    start: datetime = datetime.now(timezone.utc)
    datetime.now(timezone.utc)
    end = HOUR + datetime.now(timezone.utc)
    print(end - start, HOUR * 2 + start < end)


def odd(row, changes, count):
    first = datetime.now(timezone.utc).replace(tzinfo=None)
    second = datetime.now(timezone.utc).replace(tzinfo=None)
    third = datetime.now(timezone.utc).replace(tzinfo=None).replace(**changes)
    print(first in row, second % 3, third)
    print(datetime.now(timezone.utc).replace(tzinfo=None) < row - count, datetime.now(timezone.utc).replace(tzinfo=None) < row + count)
    print(datetime.now(timezone.utc).replace(tzinfo=None).strftime(row), datetime.now(timezone.utc).replace(tzinfo=None).tzinfo)
    return datetime.fromtimestamp(count, tz=timezone.utc).replace(tzinfo=None)


def reflected():
    start = datetime.now(timezone.utc).replace(tzinfo=None)
    return [datetime.now(timezone.utc).replace(tzinfo=None) - HOUR, start]
