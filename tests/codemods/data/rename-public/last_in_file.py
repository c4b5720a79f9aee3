import warnings as w

__all__ = ("sendIt", "x")
x = 1


def sendIt(a):
	return a  # that is all
# output
import warnings as w

__all__ = ("sendIt", "send_it", "x")
x = 1


def send_it(a):
	return a  # that is all


def sendIt(*args, **kwargs):
	"""Call `send_it`, which is the new name."""
	w.warn(
		"`sendIt` is deprecated, use `send_it`",
		DeprecationWarning,
		stacklevel=2,
	)
	return send_it(*args, **kwargs)
