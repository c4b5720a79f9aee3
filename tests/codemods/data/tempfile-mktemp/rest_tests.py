import tempfile
import unittest


class Files(unittest.TestCase):
    def test_write(self):
        path = tempfile.mktemp()
        open(path, "w").close()
