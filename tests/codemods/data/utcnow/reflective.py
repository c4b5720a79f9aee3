from datetime import datetime, timezone


def show():
    start = datetime.utcnow()
    print(datetime.utcnow() - start, locals())
# output
from datetime import datetime, timezone


def show():
    start = datetime.now(timezone.utc).replace(tzinfo=None)
    print(datetime.now(timezone.utc).replace(tzinfo=None) - start, locals())
