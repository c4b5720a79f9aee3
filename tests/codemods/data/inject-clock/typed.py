from __future__ import annotations

import datetime as dt
from typing import Callable


def is_late(due: dt.datetime) -> bool:
    return dt.datetime.now() > due


def is_old(due: dt.datetime) -> bool:
    return dt.datetime.now(dt.timezone.utc) > due


class Shop:
    def is_open(self, day: dt.date, others: Callable[[], int], name: str = "a") -> bool:
        return dt.datetime.now().date() == day or others() > 3
# output
from __future__ import annotations

import datetime as dt
from typing import Callable


def is_late(due: dt.datetime, *, now: Callable[[], dt.datetime] | None = None) -> bool:
    if now is None:
        now = dt.datetime.now
    return now() > due


def is_old(due: dt.datetime, *, now: Callable[..., dt.datetime] | None = None) -> bool:
    if now is None:
        now = dt.datetime.now
    return now(dt.timezone.utc) > due


class Shop:
    def is_open(
        self, day: dt.date, others: Callable[[], int], name: str = "a", *, now: Callable[[], dt.datetime] | None = None
    ) -> bool:
        if now is None:
            now = dt.datetime.now
        return now().date() == day or others() > 3
