assert (x, y)
assert (x,)
assert (x, y, "message")
assert (*xs, "message")
assert ("message", "message")
assert ((x, y), "message")
assert (x, "message"), "another"
