from django.test import TestCase


class TestCart(TestCase):
    def test_items(self):
        self.assertEqual(a, b)
