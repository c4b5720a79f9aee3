import subprocess


def f(path):
    out = open(path, "w")
    return subprocess.Popen(["ls"], stdout=out)


def g(path, keep):
    file = open(path)
    keep(file)
    file.write("a")


def h(path, keep):
    file = open(path)
    if keep(file):
        return
    file.close()
