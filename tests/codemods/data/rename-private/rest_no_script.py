def _readAll(path):
    return path
