import warnings


def sendIt(a):
    return a


x = sendIt(1)
# output
import warnings


def send_it(a):
    return a


def sendIt(*args, **kwargs):
    """Call `send_it`, which is the new name."""
    warnings.warn(
        "`sendIt` is deprecated, use `send_it`",
        DeprecationWarning,
        stacklevel=2,
    )
    return send_it(*args, **kwargs)


x = send_it(1)
