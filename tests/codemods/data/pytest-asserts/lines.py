import unittest


class TestLines(unittest.TestCase):
    def test_lines(self):
        self.assertEqual(
            answer,
            {
                "color": "#fff",
                "text": """
  kept
""",
            },
        )
        self.assertEqual(answer, {
            "color": "#fff",
        })
        self.assertEqual(first(a,
                               b),
                         "too long for the line in which the other stands, "
                         "and so in two")
        self.assertTrue(
            all(each for each in some_of_them_that_are_many),
            "what is not there, and why it is not: {}".format(some_of_them_that_are_many),
        )
        self.assertIsInstance(
            some_of_them_that_are_many_many_more, collections.abc.MutableMapping
        )
        self.assertEqual(self.total_of_all_items_with_tax, self.total_of_all_items_without)
# output
import unittest


class TestLines(unittest.TestCase):
    def test_lines(self):
        assert answer == {
            "color": "#fff",
            "text": """
  kept
""",
        }
        assert answer == {
            "color": "#fff",
        }
        assert (
            first(a, b)
            == "too long for the line in which the other stands, "
            "and so in two"
        )
        assert (
            all(each for each in some_of_them_that_are_many)
        ), "what is not there, and why it is not: {}".format(some_of_them_that_are_many)
        assert isinstance(
            some_of_them_that_are_many_many_more,
            collections.abc.MutableMapping,
        )
        assert self.total_of_all_items_with_tax == self.total_of_all_items_without
