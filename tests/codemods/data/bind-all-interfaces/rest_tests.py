import socket
import unittest


class Servers(unittest.TestCase):
    def test_bind(self):
        server = socket.socket()
        server.bind(("0.0.0.0", 8000))
