from datetime import datetime, timedelta, timezone


class Job:
    def __init__(self):
        self.started = datetime.utcnow()

    def late(self, limit):
        now = datetime.utcnow()
        return now - self.started > limit or now.hour > 20

    def names(self):
        now = datetime.utcnow()
        return [f"{now:%Y}-{number}" for number in range(3)]

    def loop(self, step):
        at = datetime.utcnow()
        while at < datetime.utcnow() + timedelta(days=1):
            at += step

    def either(self, at=None):
        at = at or datetime.utcnow()
        return at.year

    def both(self):
        first, second = datetime.utcnow(), datetime.utcnow()
        return second - first

    def kept(self):
        global last
        last = datetime.utcnow()
        return last.year

    def unused(self):
        start = datetime.utcnow()

    def printed(self):
        start = datetime.utcnow()
        print(f"{start}")
        return datetime.utcnow() - start
# output
from datetime import datetime, timedelta, timezone


class Job:
    def __init__(self):
        self.started = datetime.now(timezone.utc).replace(tzinfo=None)

    def late(self, limit):
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        return now - self.started > limit or now.hour > 20

    def names(self):
        now = datetime.now(timezone.utc)
        return [f"{now:%Y}-{number}" for number in range(3)]

    def loop(self, step):
        at = datetime.now(timezone.utc).replace(tzinfo=None)
        while at < datetime.now(timezone.utc).replace(tzinfo=None) + timedelta(days=1):
            at += step

    def either(self, at=None):
        at = at or datetime.now(timezone.utc).replace(tzinfo=None)
        return at.year

    def both(self):
        first, second = datetime.now(timezone.utc).replace(tzinfo=None), datetime.now(timezone.utc).replace(tzinfo=None)
        return second - first

    def kept(self):
        global last
        last = datetime.now(timezone.utc).replace(tzinfo=None)
        return last.year

    def unused(self):
        start = datetime.now(timezone.utc).replace(tzinfo=None)

    def printed(self):
        start = datetime.now(timezone.utc).replace(tzinfo=None)
        print(f"{start}")
        return datetime.now(timezone.utc).replace(tzinfo=None) - start
