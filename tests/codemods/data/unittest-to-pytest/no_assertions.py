from unittest import TestCase


class TestCart(TestCase):

    def test_total(self):
        assert Cart().total == 0
# output

class TestCart:

    def test_total(self):
        assert Cart().total == 0
