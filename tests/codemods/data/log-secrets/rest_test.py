import logging

import pytest

log = logging.getLogger(__name__)


def test_login(password):
    log.info("with %s", password)
