from cart import pay


def test_before():
    total = 0
    for amount in [1, 2]:
        assert pay(amount) > total


def test_after():
    for amount in [1, 2]:
        assert pay(amount)
    assert pay(0)


def test_other():
    assert pay(1)
    assert pay(2)
    assert 3 + pay(3)


def test_two():
    assert pay(1)
    assert pay(2)


def test_no_assert():
    for amount in [1, 2]:
        print(amount)
