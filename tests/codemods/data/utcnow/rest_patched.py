from datetime import datetime
from unittest.mock import patch

import shop


def test_stamp():
    with patch("shop.datetime") as clock:
        clock.utcnow.return_value = datetime(2024, 1, 1)
        assert shop.stamp() < datetime.utcnow()
