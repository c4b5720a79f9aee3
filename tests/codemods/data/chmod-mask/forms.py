import os
import os as o
from os import chmod
from pathlib import Path

os.chmod("run.sh", 0o777)
o.chmod(path="log", mode=0O0666)
chmod(
    "script",
    0o757,  # everybody
)
os.chmod("/tmp/data", 511)
Path("data").chmod(0o777)
(Path.home() / "data").chmod(mode=0o666)


def share(folder: Path, name):
    target = folder / name
    target.chmod(0o2777)
    target.parent.chmod(0o777)
# output
import os
import os as o
from os import chmod
from pathlib import Path

os.chmod("run.sh", 0o775)
o.chmod(path="log", mode=0O0664)
chmod(
    "script",
    0o755,  # everybody
)
os.chmod("/tmp/data", 0o775)
Path("data").chmod(0o775)
(Path.home() / "data").chmod(mode=0o664)


def share(folder: Path, name):
    target = folder / name
    target.chmod(0o2775)
    target.parent.chmod(0o775)
