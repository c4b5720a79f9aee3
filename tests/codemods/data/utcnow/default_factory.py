from dataclasses import dataclass, field
from datetime import datetime, timezone

from sqlalchemy import Column, DateTime


@dataclass
class Job:
    created_at: datetime = field(default_factory=datetime.utcnow)


class Row:
    created_at = Column(DateTime, default=datetime.utcnow, onupdate=datetime.utcnow)
# output
from dataclasses import dataclass, field
from datetime import datetime, timezone

from sqlalchemy import Column, DateTime


@dataclass
class Job:
    created_at: datetime = field(default_factory=lambda: datetime.now(timezone.utc).replace(tzinfo=None))


class Row:
    created_at = Column(DateTime, default=lambda: datetime.now(timezone.utc).replace(tzinfo=None), onupdate=lambda: datetime.now(timezone.utc).replace(tzinfo=None))
