"""Loads things."""

from pathlib import Path


def load(path):
    if not Path(path).exists():
        print('Cannot find it: 100%')
# output
"""Loads things."""

import logging
from pathlib import Path

logger = logging.getLogger(__name__)


def load(path):
    if not Path(path).exists():
        logger.error('Cannot find it: 100%')
