def test_stored(config, count: int):
    rate = 0.3
    assert rate == 0.3
    assert config.rate == 0.3
    assert config["rate"] == 0.3
    assert 3 / 10 == 0.3
    assert count / 10 == 0.3
    assert float("0.3") == 0.3
    assert round(rate, 1) == 0.3
    assert "a" * count == 0.3


def test_near(total):
    from pytest import approx

    assert approx(total) == 0.3
