from datetime import date


class Shop:
    def is_open(self):
        return date.today().weekday() < 6

    @staticmethod
    def is_holiday(
        days,
        names,
    ):
        today_ = date.today()
        return today_ in days and names
# output
from datetime import date


class Shop:
    def is_open(self, *, today=None):
        if today is None:
            today = date.today
        return today().weekday() < 6

    @staticmethod
    def is_holiday(
        days,
        names,
        *,
        today=None,
    ):
        if today is None:
            today = date.today
        today_ = today()
        return today_ in days and names
