def _readAll(path):
    return path


if _readAll:
    def _loadAll(path):
        return path
else:
    def _loadAll(path):
        return None


_maxSize = 1
_maxSize = 2


def f(_readAll):
    global _oneMore
    _oneMore = 3
    return _readAll

if __name__ == "__main__":
    print(1)
