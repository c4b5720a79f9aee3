def test_a_one():
    """The first."""
    assert f(1)


def test_a_two():
    """The second."""
    assert f(2)


def test_a_three():
    """The third."""
    assert f(3)


def test_b_one():
    assert f(1)


# the second is as the first
def test_b_two():
    assert f(2)


def test_b_three():
    assert f(3)


def test_c_one():
    assert f(1)


def test_c_two():
    assert f(2)  # as the first


def test_c_three():
    assert f(3)
