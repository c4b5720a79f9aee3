from datetime import datetime


class Clock:
    def utcnow(self):
        return datetime.utcnow()
