import socket

server = socket.socket()
server.bind(("0.0.0.0", 80))  # nosec B104
