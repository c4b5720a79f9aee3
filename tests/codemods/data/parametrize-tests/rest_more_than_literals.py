def test_a_one():
    assert f(1)


def test_a_two():
    assert g(2)


def test_a_three():
    assert h(3)


def test_b_one(one):
    assert f(1)


def test_b_two(two):
    assert f(2)


def test_b_three():
    assert f(3)


def test_c_one():
    assert f(f"{1}")


def test_c_two():
    assert f(f"{2}")


def test_c_three():
    assert f(f"{3}")


def test_d_one():
    assert f(a=1)


def test_d_two():
    assert f(b=2)


def test_d_three():
    assert f(c=3)
