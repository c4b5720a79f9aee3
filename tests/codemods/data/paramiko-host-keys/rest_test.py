import unittest

import paramiko


class TestConnect(unittest.TestCase):
    def test_connect(self):
        client = paramiko.SSHClient()
        client.load_system_host_keys()
        client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
