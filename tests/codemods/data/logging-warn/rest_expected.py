import logging
import unittest
import warnings

import pytest

logger = logging.getLogger(__name__)


class TestOld(unittest.TestCase):
    def test_old(self):
        with self.assertWarns(DeprecationWarning):
            logger.warn("a")
        with pytest.deprecated_call():
            logger.warn("a")
        with warnings.catch_warnings(), open("a"):
            logger.warn("a")
