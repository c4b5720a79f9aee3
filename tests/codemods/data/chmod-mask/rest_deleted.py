import os
import shutil
from pathlib import Path


def on_error(function, path, info):
    os.chmod(path, 0o777)
    function(path)


def clean(name):
    os.chmod(name, 0o777)
    shutil.rmtree(name)


def drop(name):
    path = Path(name)
    path.chmod(0o777)
    path.unlink()
