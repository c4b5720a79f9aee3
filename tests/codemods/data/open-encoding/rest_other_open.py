import gzip
import os
import webbrowser
from codecs import open as decoded
from other import open


def f(path):
    open(path)
    decoded(path)
    gzip.open(path)
    os.open(path, os.O_RDONLY)
    webbrowser.open(path)
    path.read_text()
    path.open()
    return path.folder.write_text("a")
