# minimum Python: 3.12
import tarfile
import unittest


class Archives(unittest.TestCase):
    def test_extract(self):
        with tarfile.open("a.tar") as archive:
            archive.extractall("build")
