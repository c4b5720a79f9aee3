from datetime import datetime

from freezegun import freeze_time


@freeze_time("2024-01-01", tz_offset=-4)
def test_offset():
    assert datetime.utcnow() == datetime(2024, 1, 1)
