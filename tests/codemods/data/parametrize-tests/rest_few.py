def test_a_one():
    assert f(1)


def test_a_two():
    assert f(2)


def test_b_one():
    assert f(1)


VALUE = 2


def test_b_two():
    assert f(VALUE)


def test_b_three():
    assert f(3)
