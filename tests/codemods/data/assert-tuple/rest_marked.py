assert (x, "message")  # noqa: F631
assert (y, "message")  # pylint: disable=assert-on-tuple
