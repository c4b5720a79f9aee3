assert (lambda: 1, "a function")
assert (x if y else z, "either")
assert (not x, "x")
assert ((yes := no), "named")
assert (x, """too
  long""")
# output
assert lambda: 1, "a function"
assert x if y else z, "either"
assert not x, "x"
assert (yes := no), "named"
assert x, """too
  long"""
