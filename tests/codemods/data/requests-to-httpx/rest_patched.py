from unittest import mock

import requests


def test_load(url):
    with mock.patch("requests.get"):
        assert requests.get(url, timeout=10).json()
