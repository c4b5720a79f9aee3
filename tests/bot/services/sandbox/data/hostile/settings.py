"""Opens every setting of the kernel for writing, and changes none."""

import os

for base in ["/proc/sys", "/proc"]:
    for folder, folders, files in os.walk(base):
        if folder == "/proc":
            folders[:] = [
                name
                for name in folders
                if not name.isdigit() and name not in ("self", "thread-self", "sys")
            ]
        for name in files:
            path = os.path.join(folder, name)
            try:
                os.close(os.open(path, os.O_WRONLY))
                print("GOT", path)
            except OSError:
                pass
print("DONE")
