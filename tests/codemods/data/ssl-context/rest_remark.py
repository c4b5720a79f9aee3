import ssl

# The printers are too old for more.
a = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
b = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # printers
a.minimum_version = ssl.TLSVersion.TLSv1  # printers
