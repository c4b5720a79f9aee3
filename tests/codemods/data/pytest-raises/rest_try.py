import pytest


def test_broad():
    try:
        pay(0)
        assert False
    except Exception:
        pass


def test_own():
    try:
        pay(0)
        raise AssertionError("paid")
    except (ValueError, AssertionError):
        pass


def test_more():
    try:
        pay(0)
        pytest.fail("paid")
    except ValueError as error:
        if error.args:
            check(error)


def test_finally():
    try:
        pay(0)
        pytest.fail("paid")
    except ValueError:
        pass
    finally:
        close()


def test_two():
    try:
        pay(0)
        pytest.fail("paid")
    except ValueError:
        pass
    except KeyError:
        raise


def test_left():
    for amount in amounts:
        try:
            if not pay(amount):
                continue
            pytest.fail("paid")
        except ValueError:
            pass


def test_told():
    try:
        pay(0)
        pytest.fail(f"paid {amount}")
    except ValueError:
        pass


def test_comment():
    try:
        pay(0)
        pytest.fail("paid")
    except ValueError:  # as it should
        pass


def test_computed(errors):
    try:
        pay(0)
        pytest.fail("paid")
    except errors:
        pass


def test_no_failure():
    try:
        pay(0)
    except ValueError:
        pass
