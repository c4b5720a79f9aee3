from datetime import UTC, datetime

now = {"old": datetime.utcnow(), "new": datetime.now(UTC)}
# output
from datetime import UTC, datetime

now = {"old": datetime.now(UTC).replace(tzinfo=None), "new": datetime.now(UTC)}
