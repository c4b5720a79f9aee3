import socket
from socketserver import TCPServer as Server


def listen(port, handler):
    with socket.socket() as server:
        server.bind(("0.0.0.0", port))
        server.listen()
    socket.create_server(address=("", port))
    return Server(("::", port), handler)


class Service:
    def __init__(self):
        self.server = socket.socket(socket.AF_INET)

    def start(self):
        self.server.bind(("", 8000))
# reported
# 7: `0.0.0.0` listens on every network
# 9: an empty host listens on every network
# 10: `::` listens on every network
# 18: an empty host listens on every network
