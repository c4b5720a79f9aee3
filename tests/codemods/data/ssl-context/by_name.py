from ssl import PROTOCOL_TLSv1_1, SSLContext

a = SSLContext(PROTOCOL_TLSv1_1)
# output
from ssl import PROTOCOL_TLS, SSLContext

a = SSLContext(PROTOCOL_TLS)
