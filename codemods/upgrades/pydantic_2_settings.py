"""`BaseSettings` comes from pydantic-settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from codemods.model import Safety
from codemods.upgrades.base import Step
from codemods.upgrades.parts.renamed_names import RenamedNames

if TYPE_CHECKING:
    from codemods.reading.module import Module


class Pydantic2Settings(RenamedNames):
    """Import `BaseSettings` from pydantic-settings.

    Pydantic 2 has no `BaseSettings`: the import raises `PydanticImportError`.
    It is a package of its own now.

    Before:

        from pydantic import BaseSettings, Field


        class Settings(BaseSettings):
            name: str = Field("shop")

    After:

        from pydantic import Field
        from pydantic_settings import BaseSettings


        class Settings(BaseSettings):
            name: str = Field("shop")

    Fix safety: it is the same class with another name of its module; what a
    `Config` says of it has other names (`pydantic-2-config`).

    Left alone: projects that do not declare pydantic-settings: add it first.
    """

    safety = Safety.TESTED
    step = Step("pydantic", "2")
    needs_new = True
    references = (
        "https://docs.pydantic.dev/latest/migration/#basesettings-has-moved-to-pydantic-settings",
    )
    sieve = re.compile(rb"BaseSettings")
    moved: ClassVar = {
        "pydantic.BaseSettings": "pydantic_settings.BaseSettings",
        "pydantic.env_settings.BaseSettings": "pydantic_settings.BaseSettings",
    }

    def why_not(self, module: Module) -> str:
        """Ask for the package."""
        if "pydantic-settings" in module.project.dependencies:
            return ""
        return "pydantic-settings is not among the project's dependencies"
