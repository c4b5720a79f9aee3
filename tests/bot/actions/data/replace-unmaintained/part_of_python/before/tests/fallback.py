try:
    from unittest import mock
except ImportError:
    import mock


def test_mock():
    assert mock.Mock()
