"""Types into the terminal of whoever started it."""

import fcntl
import os

try:
    os.open("/dev/tty", os.O_RDWR)
    print("GOT", "/dev/tty")
except OSError as error:
    print("refused", error.strerror)
primary, secondary = os.openpty()
for descriptor in [0, 1, 2, secondary]:
    for request in [0x5412, 0x541C]:
        try:
            fcntl.ioctl(descriptor, request, b"x")
            print("GOT", "ioctl", descriptor, hex(request))
        except OSError as error:
            print("refused", descriptor, error.strerror)
print("DONE")
