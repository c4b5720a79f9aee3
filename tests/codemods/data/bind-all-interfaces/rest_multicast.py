import socket


def receive(group, port):
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("", port))
    server.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
