def readAll(path):
    return path


def read_all(path):
    return path
