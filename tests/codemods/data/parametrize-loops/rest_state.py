from cart import pay

till = Till()


def test_sum():
    for amount in [1, 2]:
        total = total + amount
        assert pay(total)


def test_kept():
    for amount in [1, 2]:
        till.total = amount
        assert pay(amount)


def test_grown(seen):
    for amount in [1, 2]:
        seen.append(amount)
        assert pay(amount)


def test_fixture(client):
    for path in ["/", "/cart"]:
        assert client.get(path).status == 200


def test_break():
    for amount in [1, 2]:
        assert pay(amount)
        if amount:
            break


def test_else():
    for amount in [1, 2]:
        assert pay(amount)
    else:
        assert pay(0)


def test_rebound():
    for amount in [1, 2]:
        amount = amount + 1
        assert pay(amount)


def test_till():
    assert till.pay(1) == 1
    assert till.pay(2) == 3
    assert till.pay(3) == 6


def test_serial():
    assert cart.pop(1) == 1
    assert cart.pop(2) == 1
    assert cart.pop(3) == 1


def test_same():
    assert pay() == 1
    assert pay() == 2
    assert pay() == 3
