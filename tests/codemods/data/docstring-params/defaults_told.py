def load(path, mode="r", size=-1, encoding="utf-8"):
    '''Load a table.

    Args:
        path: where the table is
        mode: as for `open`. Defaults to "r".
        size: how much is read. Default: all.
    '''
    return open(path, mode, encoding=encoding).read(size)
# output
def load(path, mode="r", size=-1, encoding="utf-8"):
    '''Load a table.

    Args:
        path: where the table is
        mode: as for `open`. Defaults to "r".
        size: how much is read. Default: all.
        encoding: Defaults to 'utf-8'.
    '''
    return open(path, mode, encoding=encoding).read(size)
