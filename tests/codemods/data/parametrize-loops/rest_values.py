from cart import AMOUNTS, make, pay


def test_name():
    for amount in AMOUNTS:
        assert pay(amount)


def test_made():
    for amount in [make(1), make(2)]:
        assert pay(amount)


def test_range():
    for amount in range(3):
        assert pay(amount)


def test_late():
    for amount in [LATER, 2]:
        assert pay(amount)


LATER = 3


def test_unreadable():
    for amount in [{"a": 1}, {"b": 2}]:
        assert pay(amount)


def test_starred():
    for amount in [*AMOUNTS, 1]:
        assert pay(amount)


def test_one():
    for amount in [1]:
        assert pay(amount)


def test_uneven():
    for amount, tax in [(1, 2), both]:
        assert pay(amount)
