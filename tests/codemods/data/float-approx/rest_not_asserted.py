def test_plain(share: float):
    if share * 2 == 0.3:
        pass
    assert check(share * 2 == 0.3)
    assert [share * 2] == [0.3]
    assert share * 2 == 0.3 or share
