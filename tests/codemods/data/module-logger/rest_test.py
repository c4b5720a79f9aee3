import logging

import pytest


def test_logs(caplog):
    logging.info("a")
    assert caplog.records[0].name == "root"
