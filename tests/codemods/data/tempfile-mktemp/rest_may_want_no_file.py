import os
import subprocess
import tempfile


def listen(server):
    path = tempfile.mktemp()
    server.bind(path)


def pipe():
    path = tempfile.mktemp()
    os.mkfifo(path)
    with open(path, "w") as target:
        target.write("x")


def link(source):
    path = tempfile.mktemp()
    os.symlink(source, path)


def external(name):
    path = tempfile.mktemp()
    subprocess.run(["convert", name, path])
    with open(path) as found:
        return found.read()


def exclusive():
    path = tempfile.mktemp()
    with open(path, "x") as target:
        target.write("x")


def waits():
    path = tempfile.mktemp()
    with open(path, "w") as target:
        target.write("x")
    while not os.path.exists(path):
        pass


def mode(how):
    path = tempfile.mktemp()
    open(path, how).close()
