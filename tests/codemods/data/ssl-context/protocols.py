import ssl
from ssl import PROTOCOL_TLSv1_1, SSLContext

a = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
b = SSLContext(PROTOCOL_TLSv1_1)
c = ssl.SSLContext(protocol=ssl.PROTOCOL_SSLv23)
d = ssl.SSLContext(
    ssl.PROTOCOL_SSLv3
)
# output
import ssl
from ssl import SSLContext

a = ssl.SSLContext(ssl.PROTOCOL_TLS)
b = SSLContext(ssl.PROTOCOL_TLS)
c = ssl.SSLContext(protocol=ssl.PROTOCOL_TLS)
d = ssl.SSLContext(
    ssl.PROTOCOL_TLS
)
