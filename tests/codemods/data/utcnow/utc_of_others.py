import pytz
from datetime import datetime

UTC = pytz.utc


def year():
    return UTC.localize(datetime.utcnow()).year
# output
import pytz
from datetime import datetime, timezone

UTC = pytz.utc


def year():
    return UTC.localize(datetime.now(timezone.utc).replace(tzinfo=None)).year
