assert (x > 0), "message"
assert x, ("a", "b")
assert (x in ("a", "b"))
assert ()
assert [x, "message"]
