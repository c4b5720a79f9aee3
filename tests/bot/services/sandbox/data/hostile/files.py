"""Reads and writes wherever it can; its arguments are files of the host."""

import os
import sys

for path in [
    *sys.argv[1:],
    "/etc/shadow",
    "/etc/ssh",
    "/sys/kernel",
    "/var/lib",
    "/boot",
    "/mnt",
    "/srv",
]:
    try:
        found = os.listdir(path) if os.path.isdir(path) else open(path, "rb").read()
        print("GOT", path, found)
    except OSError as error:
        print("refused", path, error.strerror)
for path in [
    "/x",
    "/usr/x",
    "/usr/bin/x",
    "/etc/x",
    "/etc/passwd",
    "/dev/x",
    "/run/x",
    "/var/x",
    "/proc/x",
    "/lib/x",
    "/home/x",
]:
    try:
        open(path, "ab").write(b"x")
        print("GOT", "wrote", path)
    except OSError as error:
        print("refused", path, error.strerror)
print("DONE")
