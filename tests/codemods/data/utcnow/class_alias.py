from datetime import datetime as DateTime, timedelta


def expires(row):
    row.until = DateTime.utcnow() + timedelta(days=7)
# output
from datetime import datetime as DateTime, timedelta, timezone


def expires(row):
    row.until = DateTime.now(timezone.utc).replace(tzinfo=None) + timedelta(days=7)
