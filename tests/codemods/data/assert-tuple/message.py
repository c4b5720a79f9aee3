def check(total, name):
    assert (total > 0, "the cart is empty")
    assert (total, f"no total for {name}")
    assert(total > 1, 'few')  # why
    assert (a or b, "%s is wrong" % name)
    assert ((total == 1), ("one" " and only"))
# output
def check(total, name):
    assert total > 0, "the cart is empty"
    assert total, f"no total for {name}"
    assert total > 1, 'few'  # why
    assert a or b, "%s is wrong" % name
    assert total == 1, "one" " and only"
