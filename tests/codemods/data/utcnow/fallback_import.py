import datetime

try:
    from datetime import UTC
except ImportError:
    UTC = datetime.timezone.utc


def stamp():
    return datetime.datetime.utcnow().isoformat()
# output
import datetime

try:
    from datetime import UTC
except ImportError:
    UTC = datetime.timezone.utc


def stamp():
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None).isoformat()
