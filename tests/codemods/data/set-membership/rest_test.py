from unittest import TestCase


class TestSize(TestCase):
    def test_size(self, size: str = "m"):
        self.assertTrue(size in ["s", "m", "l"])
