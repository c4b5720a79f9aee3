import os
import unittest
import zipfile


class Archives(unittest.TestCase):
    def test_write(self):
        for name in zipfile.ZipFile("a.zip").namelist():
            open(os.path.join("build", name), "wb").close()
