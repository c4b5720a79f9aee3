import mock


def test_mock():
    assert mock.Mock()
