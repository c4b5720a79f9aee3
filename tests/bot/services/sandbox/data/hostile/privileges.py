"""Tries to become somebody else."""

import os

for line in open("/proc/self/status"):
    if line.startswith(("Cap", "NoNewPrivs", "Seccomp:", "Groups")):
        print(*line.split())
print("ID", os.getuid(), os.geteuid(), os.getgid(), os.getegid())
for name, call in [
    ("setuid", lambda: os.setuid(0)),
    ("setresuid", lambda: os.setresuid(0, 0, 0)),
    ("setgid", lambda: os.setgid(0)),
    ("setgroups", lambda: os.setgroups([0])),
    ("nice", lambda: os.nice(-5)),
    ("chroot", lambda: os.chroot("/tmp")),
    ("mknod", lambda: os.mknod("/tmp/disk", 0o60666, os.makedev(8, 0))),
]:
    try:
        call()
        print("GOT", name)
    except OSError as error:
        print("refused", name, error.strerror)
for path in ["/usr", "/tmp", "/home/sandbox", *sorted(os.listdir("/"))]:
    path = os.path.join("/", path)
    if not os.statvfs(path).f_flag & os.ST_NOSUID:
        print("GOT", "setuid works below", path)
print("DONE")
