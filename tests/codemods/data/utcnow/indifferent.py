from datetime import datetime, timezone

name = datetime.utcnow().strftime("%Y-%m-%d") + ".log"
year = datetime.utcnow().year
day = datetime.utcnow().date()
line = f"at {datetime.utcnow():%H:%M}"
zoned = datetime.utcnow().strftime("%Y-%m-%d %Z")
plain = datetime.utcnow().isoformat() + "Z"
# output
from datetime import datetime, timezone

name = datetime.now(timezone.utc).strftime("%Y-%m-%d") + ".log"
year = datetime.now(timezone.utc).year
day = datetime.now(timezone.utc).date()
line = f"at {datetime.now(timezone.utc):%H:%M}"
zoned = datetime.now(timezone.utc).replace(tzinfo=None).strftime("%Y-%m-%d %Z")
plain = datetime.now(timezone.utc).replace(tzinfo=None).isoformat() + "Z"
