import os
from tempfile import mktemp


def workspace(name):
    folder = mktemp("", name)
    os.mkdir(folder)
    return folder
# output
from tempfile import mkdtemp


def workspace(name):
    folder = mkdtemp("", name)
    return folder
