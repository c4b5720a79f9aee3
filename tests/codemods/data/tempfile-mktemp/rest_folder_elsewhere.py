import os
import tempfile


def workspace(wanted):
    folder = tempfile.mktemp()
    if wanted:
        os.mkdir(folder)
    return folder


def open_to_all():
    folder = tempfile.mktemp()
    os.mkdir(folder, 0o777)
    return folder


def later():
    folder = tempfile.mktemp()
    print("making it")
    os.mkdir(folder)
