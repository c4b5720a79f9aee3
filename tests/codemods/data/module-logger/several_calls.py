"""Loads things."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 3


def load(path: Path) -> None:
    logging.info("loading %s", path)
    try:
        os.stat(path)
    except OSError:
        logging.exception(
            "cannot load %s",
            path,  # as given
        )
    logging.log(logging.DEBUG, "done")
# output
"""Loads things."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

logger = logging.getLogger(__name__)

LIMIT = 3


def load(path: Path) -> None:
    logger.info("loading %s", path)
    try:
        os.stat(path)
    except OSError:
        logger.exception(
            "cannot load %s",
            path,  # as given
        )
    logger.log(logging.DEBUG, "done")
