from datetime import datetime

import shop


class FakeDatetime(datetime):
    @classmethod
    def utcnow(cls):
        return cls(2024, 1, 1)


def test_stamp(monkeypatch):
    monkeypatch.setattr(shop, "datetime", FakeDatetime)
    assert shop.stamp() != datetime.utcnow()
