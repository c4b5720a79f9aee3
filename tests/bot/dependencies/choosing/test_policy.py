"""Library or application."""

from __future__ import annotations

import tomllib

import pytest

from bot.dependencies.choosing.policy import range_policy
from bot.dependencies.choosing.writing import Strategy
from bot.model import Facts, Manifest, Requirement
from tests.support.dependencies import place

PACKAGE = Facts(
    packages={"spam": "src/spam"},
    modules=frozenset({"spam"}),
    backend="hatchling",
    layout="src",
)
NAMED = "[project]\nname = 'spam'\nversion = '1'\n"


@pytest.mark.parametrize(
    ("changes", "pyproject", "reason"),
    [
        pytest.param(
            {},
            NAMED + "classifiers = ['Typing :: Typed']",
            "It is a library: it declares a name, a version and classifiers for those"
            " who install it.",
            id="classifiers",
        ),
        pytest.param(
            {"dockerfiles": ("Dockerfile",)},
            "[project]\nname = 'spam'\ndynamic = ['version']\nurls = {a = 'b'}",
            "It is a library: it declares a name, a version and urls for those who"
            " install it.",
            id="urls-beside-an-image",
        ),
        pytest.param(
            {},
            "[tool.poetry]\nname = 'spam'\nversion = '1'\nkeywords = ['a']",
            "It is a library: it declares a name, a version and keywords for those"
            " who install it.",
            id="poetry",
        ),
        pytest.param(
            {},
            "[project]\nname = 'spam'\nclassifiers = ['Typing :: Typed']",
            "It is a library: `hatchling` builds a package of it, and nothing says"
            " that none is published.",
            id="no-version",
        ),
        pytest.param(
            {"backend": "", "manifests": (Manifest("setup.py", "setup.py"),)},
            "",
            "It is a library: `setup.py` builds a package of it, and nothing says that"
            " none is published.",
            id="setup.py",
        ),
        pytest.param(
            {},
            NAMED + "classifiers = ['Private :: Do Not Upload', 'Typing :: Typed']",
            "It is an application: its classifier `Private :: Do Not Upload` keeps it"
            " from being published.",
            id="private",
        ),
        pytest.param(
            {},
            "[tool.poetry]\npackage-mode = false",
            "It is an application: Poetry's `package-mode` is off, so that it is not"
            " built.",
            id="package-mode",
        ),
        pytest.param(
            {},
            NAMED + "[tool.uv]\npackage = false",
            "It is an application: uv's `package` is off, so that it is not built.",
            id="uv",
        ),
        pytest.param(
            {"backend": ""},
            NAMED,
            "It is an application: nothing says how it would be built.",
            id="no-backend",
        ),
        pytest.param(
            {"backend": ""},
            NAMED + "classifiers = ['Typing :: Typed']",
            "It is a library: it declares a name, a version and classifiers for those"
            " who install it.",
            id="default-backend",
        ),
        pytest.param(
            {"dockerfiles": (".devcontainer/Dockerfile", "tests/Dockerfile")},
            NAMED,
            "It is a library: `hatchling` builds a package of it, and nothing says"
            " that none is published.",
            id="images-for-development",
        ),
        pytest.param(
            {"packages": {}, "modules": frozenset()},
            NAMED,
            "It is an application: there is no package to publish.",
            id="no-package",
        ),
        pytest.param(
            {"dockerfiles": ("deploy/Dockerfile",)},
            NAMED,
            "It is an application: it is deployed by `deploy/Dockerfile` and has no"
            " metadata for users.",
            id="image",
        ),
        pytest.param(
            {
                "manifests": (Manifest("uv.lock", "uv.lock"),),
                "entry_points": ("spam = spam:main",),
                "layout": "scripts",
            },
            NAMED,
            "It is an application: it has commands, `uv.lock` and no metadata for"
            " users.",
            id="lock",
        ),
        pytest.param(
            {"manifests": (Manifest("uv.lock", "uv.lock"),)},
            "project = 1\ntool = []",
            "It is a library: `hatchling` builds a package of it, and nothing says"
            " that none is published.",
            id="lock-of-a-library",
        ),
    ],
)
def test_the_reason_is_shown(
    changes: dict[str, object], pyproject: str, reason: str
) -> None:
    """Each sign gives its answer and its sentence."""
    fields = {name: getattr(PACKAGE, name) for name in PACKAGE.__slots__}
    facts = Facts(**{**fields, **changes})

    policy = range_policy(facts, tomllib.loads(pyproject))

    assert policy.reason == reason
    assert policy.library == reason.startswith("It is a library")


@pytest.mark.parametrize(
    ("chosen", "library", "words"),
    [("library", True, "a library"), ("application", False, "an application")],
)
def test_the_owners_decide(
    chosen: str,
    words: str,
    *,
    library: bool,
) -> None:
    """What is set counts more than what is found."""
    policy = range_policy(Facts(), {}, chosen)

    assert policy.library == library
    assert policy.reason == f"It is treated as {words}, as the policy says."


def test_what_is_published_is_widened() -> None:
    """Of a library, only what its users install."""
    library = range_policy(PACKAGE, tomllib.loads(NAMED))
    application = range_policy(Facts())
    own = place("~=1.0", path="pyproject.toml", kind="pyproject")
    tox = place("~=1.0", path="tox.ini", kind="tox")

    assert library.strategy(own) is Strategy.WIDEN
    assert library.strategy(tox) is Strategy.REPLACE
    assert library.strategy(place("~=1.0")) is Strategy.REPLACE
    assert application.strategy(own) is Strategy.REPLACE


def test_requirements_files_of_the_package() -> None:
    """Where the package takes its needs from files, those are published, too."""
    setup = Manifest("setup.py", "setup.py")
    dynamic = "[project]\nname = 'a'\nversion = '1'\ndynamic = ['dependencies']"
    reading = Facts(modules=frozenset({"a"}), manifests=(setup,))
    listed = Facts(
        modules=frozenset({"a"}),
        manifests=(setup,),
        requirements=(Requirement("b", "b", "setup.py", 3),),
    )

    assert range_policy(PACKAGE, tomllib.loads(dynamic)).from_files
    assert range_policy(reading).strategy(place("~=1.0")) is Strategy.WIDEN
    assert range_policy(listed).strategy(place("~=1.0")) is Strategy.REPLACE
