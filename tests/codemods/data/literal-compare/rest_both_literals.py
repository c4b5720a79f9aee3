def test_identity():
    assert "a" is "a"
    assert 1 is not "a"
