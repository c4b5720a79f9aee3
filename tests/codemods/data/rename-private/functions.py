async  def _loadAll(path):
    return [_loadAll(p) for p in path]


class A:
    load = _loadAll

    def run(self, key=_loadAll):
        return f"{_loadAll(1)} {_loadAll!r:>{_loadAll}}", {"x": _loadAll}


def other():
    def inner(x):
        return _loadAll

    return inner

if __name__ == "__main__":
    print(1)
# output
async  def _load_all(path):
    return [_load_all(p) for p in path]


class A:
    load = _load_all

    def run(self, key=_load_all):
        return f"{_load_all(1)} {_load_all!r:>{_load_all}}", {"x": _load_all}


def other():
    def inner(x):
        return _load_all

    return inner

if __name__ == "__main__":
    print(1)
