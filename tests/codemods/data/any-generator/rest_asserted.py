def test_open(rows: list):
    assert all([row.open for row in rows])
    assert rows and not any([row.late for row in rows]), "late"
