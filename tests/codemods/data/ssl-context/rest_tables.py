import ssl

VERSIONS = {"1.0": ssl.PROTOCOL_TLSv1, "1.1": ssl.PROTOCOL_TLSv1_1}
if context.protocol == ssl.PROTOCOL_TLSv1:
    print("old")
pool = PoolManager(ssl_version=ssl.PROTOCOL_TLSv1)
sock = ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1)
