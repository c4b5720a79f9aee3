def readAll(path):
    """Like `readAll`."""
    return path


def loadAll(path):
    return path


def sendAll(path):
    return path


# sendAll is slow
names = {"loadAll": 1}
