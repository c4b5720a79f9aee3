from shop.fixtures import basket
from shop.testing import client


def test_client(client):
    assert client.get()
