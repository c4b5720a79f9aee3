"""Calls everybody it knows; its arguments are a port and a socket of the host."""

import array
import fcntl
import os
import socket
import struct
import sys

port, abstract = int(sys.argv[1]), sys.argv[2]
socket.setdefaulttimeout(1)


def attempt(name, family, kind, address, protocol=0):
    try:
        with socket.socket(family, kind, protocol) as one:
            if kind == socket.SOCK_DGRAM:
                one.sendto(b"x", address)
            else:
                one.connect(address)
        print("GOT", name)
    except OSError as error:
        print("refused", name, error)


for host in [
    "169.254.169.254",
    "100.100.100.200",
    "10.0.0.1",
    "172.17.0.1",
    "192.168.1.1",
    "1.1.1.1",
    "203.0.113.80",
]:
    for number in [53, 80, 443]:
        attempt(f"{host}:{number}", socket.AF_INET, socket.SOCK_STREAM, (host, number))
    attempt(f"{host}:53/udp", socket.AF_INET, socket.SOCK_DGRAM, (host, 53))
attempt("::ffff:10.0.0.1", socket.AF_INET6, socket.SOCK_STREAM, ("::ffff:10.0.0.1", 80))
attempt(
    "2001:4860:4860::8888",
    socket.AF_INET6,
    socket.SOCK_STREAM,
    ("2001:4860:4860::8888", 53),
)
for host in ["127.0.0.1", "127.0.0.2", "0.0.0.0", "::1"]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    attempt(f"{host}:{port}", family, socket.SOCK_STREAM, (host, port))
attempt("abstract", socket.AF_UNIX, socket.SOCK_STREAM, "\0" + abstract)
for name, family, kind in [
    ("vsock", 40, socket.SOCK_STREAM),
    ("packet", 17, socket.SOCK_RAW),
    ("raw", 2, socket.SOCK_RAW),
    ("bluetooth", 31, socket.SOCK_RAW),
    ("crypto", 38, socket.SOCK_SEQPACKET),
]:
    try:
        socket.socket(family, kind, 1 if name == "raw" else 0).close()
        print("GOT", "socket", name)
    except OSError as error:
        print("refused", name, error)
for name in ["localhost.localdomain", "example.org", "metadata.google.internal"]:
    try:
        print("GOT", name, socket.getaddrinfo(name, 80))
    except OSError as error:
        print("refused", name, error)
print("INTERFACES", [name for _, name in socket.if_nameindex()])
print("DONE")
