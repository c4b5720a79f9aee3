def test_a_one():
    assert f(1, 2, 3, 4, 5)


def test_a_two():
    assert f(2, 3, 4, 5, 6)


def test_a_three():
    assert f(3, 4, 5, 6, 7)


def test_b_one():
    assert f("one text that is much too long to be read in any table")


def test_b_two():
    assert f("two texts that are much too long to be read in any table")


def test_b_three():
    assert f("three texts that are much too long to be read in any table")
