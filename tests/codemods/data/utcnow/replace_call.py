from datetime import datetime, timezone

import pytz


def stamps(t):
    return (
        datetime.utcnow().replace(microsecond=0),
        datetime.utcnow().replace(tzinfo=timezone.utc),
        datetime.utcfromtimestamp(t).replace(tzinfo=timezone.utc),
        datetime.utcnow().replace(tzinfo=pytz.utc),
        datetime.utcnow().replace(hour=0, tzinfo=timezone.utc),
        pytz.utc.localize(datetime.utcnow()),
    )
# output
from datetime import datetime, timezone

import pytz


def stamps(t):
    return (
        datetime.now(timezone.utc).replace(microsecond=0, tzinfo=None),
        datetime.now(timezone.utc),
        datetime.fromtimestamp(t, tz=timezone.utc),
        datetime.now(timezone.utc).replace(tzinfo=pytz.utc),
        datetime.now(timezone.utc).replace(hour=0, tzinfo=timezone.utc),
        pytz.utc.localize(datetime.now(timezone.utc).replace(tzinfo=None)),
    )
