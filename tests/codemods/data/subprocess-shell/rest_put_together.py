import os
import subprocess
import sys

LISTING = "ls -l"


def show(path):
    subprocess.run(f"ls {path}", shell=True)
    subprocess.run(LISTING, shell=True)
    os.system("cat " + sys.argv[1])
    os.popen("date")
