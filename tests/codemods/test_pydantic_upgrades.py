"""Models are known in all files of a project, and what they make is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codemods.engine import rewrite
from codemods.model import Project
from codemods.reading import program
from codemods.upgrades.catalogue import UPGRADES

MODELS = (
    "from pydantic import BaseModel\n\n\n"
    "class Cart(BaseModel):\n    owner: str\n\n"
    "    class Config:\n        orm_mode = True\n"
)


def changed(slug: str, files: dict[str, str]) -> dict[str, str]:
    """Return what becomes of all files of a project."""
    modules = frozenset(path.removesuffix(".py").replace("/", ".") for path in files)
    project = Project(minimum_python=(3, 11), modules=modules)
    raw = {path: text.encode() for path, text in files.items()}
    whole = replace(project, program=program.index(raw, project))
    return {
        path: rewrite(UPGRADES[slug], path, source, whole).source.decode()
        for path, source in raw.items()
    }


@pytest.mark.parametrize(
    ("imported", "used", "becomes"),
    [
        pytest.param(
            "from models import Cart", "Cart(owner='').dict()", "model_dump", id="made"
        ),
        pytest.param(
            "from models import Cart as C", "C.parse_obj({})", "model_validate", id="as"
        ),
        pytest.param(
            "import models", "models.Cart(owner='').json()", "model_dump_json", id="far"
        ),
    ],
)
def test_models_of_other_files(imported: str, used: str, becomes: str) -> None:
    """A model that is imported from the project is one."""
    made = changed(
        "pydantic-2-methods",
        {"models.py": MODELS, "user.py": f"{imported}\n\nx = {used}\n"},
    )

    assert f".{becomes}(" in made["user.py"]


def test_a_subclass_elsewhere_has_its_own_method() -> None:
    """An object may be of a subclass, whose method has to be called."""
    child = "from models import Cart\n\n\nclass C(Cart):\n    def dict(self): ...\n"
    user = "from models import Cart\n\n\ndef f(cart: Cart):\n    cart.dict()\n"

    made = changed(
        "pydantic-2-methods", {"models.py": MODELS, "child.py": child, "user.py": user}
    )

    assert made["user.py"] == user


def test_a_base_elsewhere_is_none() -> None:
    """A class of the project that is no model stays what it is."""
    user = "from models import Cart\n\nx = Cart().dict()\n"

    made = changed(
        "pydantic-2-methods", {"models.py": "class Cart: ...\n", "user.py": user}
    )

    assert made["user.py"] == user


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        pytest.param("import models\nx = models.Cart.Config\n", True, id="asked"),
        pytest.param("import alembic\nx = alembic.Config()\n", False, id="another"),
    ],
)
def test_config_that_others_ask_for(other: str, *, kept: bool) -> None:
    """A `Config` that another file reads stays, one of the same name does not count."""
    made = changed("pydantic-2-config", {"models.py": MODELS, "user.py": other})

    assert ("class Config" in made["models.py"]) is kept


def test_settings_of_another_file() -> None:
    """What is made from settings elsewhere is configured as settings are."""
    base = (
        "from pydantic_settings import BaseSettings\n\n\n"
        "class Base(BaseSettings): ...\n"
    )
    user = (
        "from base import Base\n\n\nclass Settings(Base):\n"
        "    class Config:\n        env_prefix = 'SHOP_'\n"
    )

    made = changed("pydantic-2-config", {"base.py": base, "user.py": user})

    assert made["user.py"] == user  # the package is not declared
