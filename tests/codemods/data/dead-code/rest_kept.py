def _old(x):
    """Deprecated, for old callers."""
    return x


def _test_it():
    assert 1 + 1 == 2


def _documents(x):
    """Only documents."""


def _with_comment(x):
    # what people need to know
    return x


# about it
def _commented(x):
    return x


def _default(x=print("loaded")):
    return x


def _marked(x):  # noqa: W0238
    return x


if __name__ == "__main__":
    print(1)
