"""Leaves traps where results are expected; arguments: folder, file of the host."""

import os
import sys

os.chdir(sys.argv[1])
os.symlink(sys.argv[2], "link.json")
os.symlink(os.path.dirname(sys.argv[2]), "folder")
os.mkdir("real")
os.symlink("..", "real/up")
os.mkfifo("pipe.json")
open("twice.json", "w").write("{}")
os.link("twice.json", "again.json")
open("large.json", "wb").truncate(1 << 30)
open("real/plain.json", "w").write("{}")
os.mkdir("directory.json")
print("DONE")
