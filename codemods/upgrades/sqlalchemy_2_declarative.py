"""The declarative functions, which SQLAlchemy 1.4 moved to `sqlalchemy.orm`."""

from __future__ import annotations

import re
from typing import ClassVar

from codemods.model import Safety
from codemods.upgrades.base import Step
from codemods.upgrades.parts.renamed_names import RenamedNames

_NAMES = ("as_declarative", "declarative_base", "declared_attr", "has_inherited_table")
_OLD = ("sqlalchemy.ext.declarative", "sqlalchemy.ext.declarative.api")


class Sqlalchemy2Declarative(RenamedNames):
    """Import the declarative functions from `sqlalchemy.orm`.

    `declarative_base` and its like moved there in SQLAlchemy 1.4; under the
    old name they warn since 2.0.

    Before:

        from sqlalchemy.ext.declarative import declarative_base

        Base = declarative_base()

    After:

        from sqlalchemy.orm import declarative_base

        Base = declarative_base()

    Fix safety: the old name only calls the new one, and warns.

    Left alone: imports in `try` and `if`, which have the other name beside
    them, and what stayed where it was (`DeferredReflection`).
    """

    safety = Safety.SAFE
    step = Step("sqlalchemy", "2")
    references = (
        "https://docs.sqlalchemy.org/en/20/changelog/migration_20.html",
        "https://docs.sqlalchemy.org/en/14/orm/mapping_api.html",
    )
    sieve = re.compile(rb"sqlalchemy\.ext|from sqlalchemy\b|import sqlalchemy\b")
    moved: ClassVar = {
        f"{module}.{name}": f"sqlalchemy.orm.{name}"
        for module in _OLD
        for name in _NAMES
    }
