import ssl
from ours import tls


def make(ssl):
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1)


a = tls.SSLContext(tls.PROTOCOL_TLSv1)
