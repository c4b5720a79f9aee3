import logging
from unittest import mock

logger = logging.getLogger(__name__)


def test_load():
    with mock.patch.object(logger, "warn") as warn:
        logger.warn("a")
    warn.assert_called_once()
