def readAll(path):
    return path


def readAll(path, more):
    return more


if readAll:
    def loadAll(path):
        return path
