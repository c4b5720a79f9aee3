from datetime import datetime, timezone


def record(extra, *, at, zone=None):
    return {**extra, "at": at, "now": datetime.utcnow()}
# output
from datetime import datetime, timezone


def record(extra, *, at, zone=None):
    return {**extra, "at": at, "now": datetime.now(timezone.utc).replace(tzinfo=None)}
