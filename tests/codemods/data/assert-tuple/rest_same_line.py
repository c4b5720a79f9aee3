if x: assert (x, "message")
assert (x, "message"); y = 1
