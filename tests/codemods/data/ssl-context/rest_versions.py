import ssl
from ssl import TLSVersion

LOWEST = TLSVersion.TLSv1
context.maximum_version = TLSVersion.TLSv1_1
context.minimum_version = LOWEST
first, context.minimum_version = 1, TLSVersion.TLSv1
sock = ssl.wrap_socket(sock)
a = open(url, ssl._create_unverified_context())
b = opener(context=ssl._create_unverified_context())
a = ssl._create_unverified_context(cafile="ca.pem")
