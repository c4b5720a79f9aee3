import ssl

a = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # noqa: S502
b = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # nosec
