"""Looks for secrets in every environment that can be seen."""

import glob
import os

print("NAMES", sorted(os.environ))
for path in glob.glob("/proc/[0-9]*/environ"):
    try:
        print("SEEN", path, open(path, "rb").read())
    except OSError as error:
        print("refused", path, error.strerror)
print("PROCESSES", sorted(int(name) for name in os.listdir("/proc") if name.isdigit()))
for path in glob.glob("/proc/[0-9]*/cmdline"):
    print("COMMAND", open(path, "rb").read())
print("OPEN", sorted(int(name) for name in os.listdir("/proc/self/fd")))
print("DONE")
