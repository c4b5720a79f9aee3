from datetime import datetime


class Session:
    def __init__(self):
        self.started = datetime.utcnow()

    def touch(self):
        self.last_seen = datetime.utcnow()  # naive, as in the database
# output
from datetime import datetime, timezone


class Session:
    def __init__(self):
        self.started = datetime.now(timezone.utc).replace(tzinfo=None)

    def touch(self):
        self.last_seen = datetime.now(timezone.utc).replace(tzinfo=None)  # naive, as in the database
