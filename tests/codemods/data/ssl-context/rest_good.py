import ssl

a = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
b = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
c = ssl.SSLContext()
d = ssl.SSLContext(protocol)
a.minimum_version = ssl.TLSVersion.TLSv1_2
a.minimum_version = version
