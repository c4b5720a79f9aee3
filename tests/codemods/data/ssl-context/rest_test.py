import ssl

import pytest


def test_old():
    assert ssl.SSLContext(ssl.PROTOCOL_TLSv1)
