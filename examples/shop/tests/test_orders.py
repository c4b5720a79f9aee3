import logging
from datetime import datetime, timedelta

from shop.orders import collect, is_late, order, total


def test_a_total_counts_every_piece():
    assert total([{"price": 2.5, "count": 4}, {"price": 1.0}]) == 11.0


def test_a_discount_is_taken_off():
    assert total([{"price": 10.0}], discount=0.25) == 7.5


def test_a_basket_is_filled(caplog):
    caplog.set_level(logging.INFO)

    basket = collect({"name": "tea"}, [])

    assert basket == [{"name": "tea"}]
    assert caplog.messages == ["basket of 1 lines: tea"]


def test_a_basket_is_made_when_none_is_given():
    assert {"name": "rice"} in collect({"name": "rice"})


def test_an_order_has_a_guest_and_a_time():
    placed = order([{"name": "tea"}])

    assert placed["customer"] == "guest"
    assert placed["placed"].tzinfo is None


def test_an_order_is_late_after_some_days(caplog):
    long_ago = datetime(2020, 1, 1)

    assert is_late(long_ago)
    assert not is_late(order([])["placed"] + timedelta(days=1))
    assert "order is late by" in caplog.text
