import ssl


def serve(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
    context.load_cert_chain("server.pem")
    return context.wrap_socket(sock, server_side=True)


def both(sock, other):
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
    context.wrap_socket(other)
    return context.wrap_socket(sock, server_side=True)
# output
import ssl


def serve(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("server.pem")
    return context.wrap_socket(sock, server_side=True)


def both(sock, other):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.wrap_socket(other)
    return context.wrap_socket(sock, server_side=True)
