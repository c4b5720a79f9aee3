def _readAll(path):
    return path


def _read_all(path):
    return path


def _loadAll(_load_all):
    return _load_all

if __name__ == "__main__":
    print(1)
