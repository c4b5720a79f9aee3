def _readAll(path):
    return path._readAll(1)


def _loadAll(path):
    return path(_loadAll=1)

if __name__ == "__main__":
    print(1)
