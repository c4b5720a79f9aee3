def test_one():
    assert f(1)


def test_two():
    assert f(2)


def test_three():
    assert f(3)


def test_b():
    assert g(1)


def test_b_two():
    assert g(2)


def test_b_three():
    assert g(3)


def test_c_one():
    assert h(1)


def test_c_two():
    assert h(2)


def test_c_three():
    assert h(3)


def test_c():
    test_d_one()


def test_d_one():
    assert i(1)


def test_d_two():
    assert i(2)


def test_d_three():
    assert i(3)


def test_not_one():
    assert j(1)


def test_not_two():
    assert j(2)


def test_not_three():
    assert j(3)


def test_add_one():
    assert add(1, 2)


def test_add_two():
    assert add(2, 3)


def test_add_three():
    assert add(3, 4)
