def _outer(a, verbose=True, name: str = "x"):
    _inner(a, verbose, name)


def _inner(
    a,
    verbose=False,  # say it
    name="y",
):
    if verbose:
        print(name + a)
# output
def _outer(a, verbose: bool = True, name: str = "x"):
    _inner(a, verbose, name)


def _inner(
    a,
    verbose: bool = False,  # say it
    name: str = "y",
):
    if verbose:
        print(name + a)
