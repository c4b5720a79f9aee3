import logging
import unittest

logger = logging.getLogger(__name__)


class TestCart(unittest.TestCase):
    def test_close(self):
        try:
            self.cart.close()
        except Exception:
            pass
