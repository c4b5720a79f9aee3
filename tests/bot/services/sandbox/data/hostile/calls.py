"""Makes system calls that lead out of containers; numbers come as arguments."""

import ctypes
import errno
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
for argument in sys.argv[1:]:
    name, number, first = argument.split(":")
    pid = os.fork()
    if pid == 0:
        result = libc.syscall(int(number), int(first, 0), 0, 0, 0, 0)
        code = ctypes.get_errno()
        print(
            "GOT" if result >= 0 else "refused",
            name,
            result,
            errno.errorcode.get(code, code),
            flush=True,
        )
        os._exit(0)
    os.waitpid(pid, 0)
print("DONE")
