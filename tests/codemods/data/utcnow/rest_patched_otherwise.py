import datetime as dt

import pytest

import shop


def test_stamp(mocker):
    mocker.patch.multiple("shop", datetime=mocker.DEFAULT)
    assert shop.stamp() != dt.datetime.utcnow()
