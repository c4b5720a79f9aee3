def read(path: str = None):
    """Read the file."""
    if path is None:
        raise ValueError("path is needed")
    return open(path).read()


def write(path: str = None, text: str = None):
    if not path:
        raise ValueError
    assert text is not None
    open(path, "w").write(text)


def both(path: str = None, text: str = None):
    if path is None or text is None:
        raise ValueError
    return path + text


def all_of(path: str = None, text: str = None):
    assert path and text is not None
    return path + text
