import ssl


class Server:
    def __init__(self):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)


def make():
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1)
# output
import ssl


class Server:
    def __init__(self):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS)


def make():
    return ssl.SSLContext(ssl.PROTOCOL_TLS)
