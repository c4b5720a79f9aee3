import logging

import requests

from shop.rates import convert, fetch_rate


class Reply:
    def raise_for_status(self):
        pass

    def json(self):
        return {"rates": {"USD": 1.25}}


def test_a_rate_is_fetched(monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(requests, "get", lambda url, **options: Reply())

    assert fetch_rate("USD") == 1.25
    assert caplog.messages == ["1 EUR is 1.25 USD"]


def test_a_known_rate_is_not_fetched():
    assert convert(8, "USD", {"USD": 1.5}) == 12.0


def test_an_unknown_rate_is_fetched(monkeypatch):
    monkeypatch.setattr(requests, "get", lambda url, **options: Reply())

    assert convert(8, "USD") == 10.0
