import subprocess
import unittest


class Commands(unittest.TestCase):
    def test_git(self):
        subprocess.check_call("git status", shell=True)
