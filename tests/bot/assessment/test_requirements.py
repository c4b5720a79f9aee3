"""Requirements are found wherever they are declared, each with its line."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.support.assessment import facts_of


def found(**files: str) -> list[tuple[str, str, str, int, str]]:
    """Return what is found in files, `__` for a slash and `_DOT_` for a dot."""
    facts = facts_of(
        {
            name.replace("_DOT_", ".").replace("__", "/"): dedent(text)
            for name, text in files.items()
        }
    )
    return [
        (need.name, need.text, need.path, need.line, need.group)
        for need in facts.requirements
    ]


def test_pyproject_of_all_kinds() -> None:
    """PEP 621, PEP 735, PEP 518 and the tables of uv, PDM and hatch are read."""
    needs = found(pyproject_DOT_toml="""\
        [build-system]
        requires = ["hatchling>=1"]
        [project]
        name = "shop"
        dependencies = [
          "Flask_Login>=1", # people
          "shop @ https://example.invalid/shop.whl",
        ]
        [project.optional-dependencies]
        fast = ["orjson; python_version < \\"3.12\\""]
        [dependency-groups]
        test = ["pytest", {include-group = "lint"}]
        lint = ["ruff==0.1"]
        [tool.uv]
        dev-dependencies = ["mypy"]
        constraint-dependencies = ["idna<4"]
        [tool.pdm.dev-dependencies]
        docs = ["mkdocs", "-e file:///here#egg=there"]
        [tool.hatch.envs.types]
        dependencies = ["pyright"]
        extra-dependencies = ["lxml-stubs"]
        [tool.hatch.build.hooks.vcs]
        dependencies = ["hatch-vcs"]
        """)

    assert [(name, line, group) for name, _, _, line, group in needs] == [
        ("hatchling", 2, "build-system"),
        ("flask-login", 6, ""),
        ("shop", 7, ""),
        ("orjson", 10, "fast"),
        ("pytest", 12, "test"),
        ("ruff", 13, "lint"),
        ("mypy", 15, "dev"),
        ("idna", 16, "constraints"),
        ("mkdocs", 18, "docs"),
        ("there", 18, "docs"),
        ("pyright", 20, "types"),
        ("lxml-stubs", 21, "types"),
        ("hatch-vcs", 23, "build-system"),
    ]


def test_poetry() -> None:
    """Poetry's tables are read; Python itself is no requirement."""
    needs = found(pyproject_DOT_toml="""\
        [tool.poetry.dependencies]
        python = "^3.9"
        any = "*"
        plain = "^1.2"
        table = { version = "^2", extras = ["x"] }
        many = [{ version = "1", python = "<3.8" }, "2"]
        git = { git = "https://example.invalid/git" }
        odd = { optional = true }
        [tool.poetry.dev-dependencies]
        old = "1"
        [tool.poetry.group.docs.dependencies]
        sphinx = "^7"
        """)

    assert [(text, line, group) for _, text, _, line, group in needs] == [
        ("any", 3, ""),
        ("plain ^1.2", 4, ""),
        ("table[x] ^2", 5, ""),
        ("many 1", 6, ""),
        ("many 2", 6, ""),
        ("git @ https://example.invalid/git", 7, ""),
        ("odd", 8, ""),
        ("old 1", 10, "dev"),
        ("sphinx ^7", 12, "docs"),
    ]


def test_setup_py_is_read_and_not_run() -> None:
    """Literal keywords, names bound to them, sums and `**tables` are read."""
    needs = found(setup_DOT_py="""\
        import setuptools
        base = ["six>=1"]
        extra = {"fast": ["orjson"], ":python_version<'3.8'": ["typing"]}
        more = dict(x=1)
        kwargs = {"tests_require": ("pytest",), "name": "shop", 1: 2}
        raise SystemExit("must not run")
        setuptools.setup(
            version="1",
            install_requires=base + ["attrs", "not one", *["idna"]],
            extras_require=extra,
            setup_requires='''
                wheel
                cython
            ''',
            **kwargs,
            **more,
        )
        """)

    assert [(text, line, group) for _, text, _, line, group in needs] == [
        ("six>=1", 2, ""),
        ("orjson", 3, "fast"),
        ("typing; python_version<'3.8'", 3, ""),
        ("pytest", 5, "tests"),
        ("attrs", 9, ""),
        ("idna", 9, ""),
        ("wheel", 12, "build-system"),
        ("cython", 13, "build-system"),
    ]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("setup(install_requires=open('r.txt').read())", id="read"),
        pytest.param(
            "needs = []\nneeds.append('x')\nsetup(install_requires=needs)", id="append"
        ),
        pytest.param(
            "needs = []\nneeds += ['x']\nsetup(install_requires=needs)", id="added to"
        ),
        pytest.param(
            "extras = {}\nextras['a'] = ['b']\nsetup(extras_require=extras)", id="set"
        ),
        pytest.param("setup(extras_require={**other})", id="spread"),
        pytest.param("setup(extras_require=other())", id="call"),
        pytest.param(
            "n = []\nn = n + n + ['x']\nsetup(install_requires=n)", id="itself"
        ),
        pytest.param(
            "a = [a, a, a]\nsetup(install_requires=a)", id="itself, many times"
        ),
    ],
)
def test_setup_py_that_works_things_out_is_named(script: str) -> None:
    """What only a run would tell is a problem with its line."""
    facts = facts_of({"setup.py": f"from setuptools import setup\n{script}\n"})

    (problem,) = facts.problems
    assert problem.path == "setup.py"
    assert problem.line == 1 + len(script.splitlines())
    assert "worked out when the script runs" in problem.reason


def test_setup_py_with_branches_has_the_values_of_all() -> None:
    """A name that is bound twice may be either."""
    needs = found(setup_DOT_py="""\
        from distutils import core
        if windows:
            needs = ["pywin32"]
        else:
            needs = ["pexpect"]
        core.setup(install_requires=needs, python_requires=None)
        """)

    assert [name for name, *_ in needs] == ["pywin32", "pexpect"]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(
            "a = b = 1\nsetup(packages=find_packages(), install_requires=None)",
            id="other keywords",
        ),
        pytest.param("print('no call')", id="no call"),
        pytest.param("other.setup(install_requires=['x'])", id="someone else's"),
        pytest.param("a().setup(install_requires=['x'])", id="of a call"),
        pytest.param("def (", id="broken"),
    ],
)
def test_setup_py_without_setup(script: str) -> None:
    """A script that does not call setuptools, or names nothing, declares nothing."""
    assert found(setup_DOT_py=script) == []


def test_setup_py_with_a_long_way_to_a_value() -> None:
    """Names are followed a few steps; it is said where they no longer are."""
    names = "".join(f"a{at} = a{at + 1}\n" for at in range(12))
    facts = facts_of({"setup.py": f"{names}setup(install_requires=a0)"})

    assert [problem.line for problem in facts.problems] == [8]


def test_setup_cfg() -> None:
    """All options with requirements are read; a file or attribute is not."""
    needs = found(setup_DOT_cfg="""\
        [metadata]
        name = shop
        [options]
        install_requires =
            attrs>=20  # data
            six; python_version < "3"
            not a requirement at all
        setup_requires = wheel
        tests_require = file: tests.txt
        [options.extras_require]
        docs =
            sphinx
        """)

    assert [(text, line, group) for _, text, _, line, group in needs] == [
        ("attrs>=20", 5, ""),
        ('six; python_version < "3"', 6, ""),
        ("wheel", 8, "build-system"),
        ("sphinx", 12, "docs"),
    ]


def test_requirements_files_lead_to_each_other() -> None:
    """`-r` and `-c` are followed, whatever the files are called."""
    facts = facts_of(
        {
            "requirements/dev.txt": "-r ../base\n-c limits.txt\npytest\n",
            "base": "Flask==2 --hash=sha256:00\n-r requirements/dev.txt\n",
            "requirements/limits.txt": "idna<4\n",
            "locked": "# This file is autogenerated by pip-compile\nx==1\n",
            "reqs.txt": dedent("""\
                -r locked
                -r https://example.invalid/r.txt
                -r $HOME/r.txt
                -r ../up.txt
                -r missing.txt
                """),
        }
    )

    assert [(one.path, one.kind) for one in facts.manifests] == [
        ("base", "requirements"),
        ("locked", "compiled"),
        ("reqs.txt", "requirements"),
        ("requirements/dev.txt", "requirements"),
        ("requirements/limits.txt", "constraints"),
    ]
    assert [(need.name, need.group) for need in facts.requirements] == [
        ("flask", "base"),
        ("pytest", "requirements/dev.txt"),
        ("idna", "requirements/limits.txt"),
    ]
    assert [(one.path, one.line, one.reason) for one in facts.problems] == [
        ("reqs.txt", 5, "asks for missing.txt, which is not there")
    ]


def test_a_file_that_is_asked_for_as_constraint_and_as_requirement() -> None:
    """It is a constraint wherever `-c` asks for it."""
    facts = facts_of(
        {"requirements.txt": "-r pins.txt\n-c pins.txt\n", "pins.txt": "a==1\n"}
    )

    assert ("pins.txt", "constraints") in [(m.path, m.kind) for m in facts.manifests]


def test_a_file_that_is_asked_for_and_no_text() -> None:
    """A binary file that `-r` asks for is a problem, and no manifest."""
    facts = facts_of({"requirements.txt": "-r b.bin\nsix\n", "b.bin": b"\xff\xfe\x00"})

    assert [one.path for one in facts.manifests] == ["requirements.txt"]
    assert [one.path for one in facts.problems] == ["b.bin"]


def test_a_line_that_is_no_requirement_is_named() -> None:
    """The rest of the file is read all the same."""
    facts = facts_of({"requirements.txt": "six\nwhat is this\nattrs\nidna\n"})

    assert [need.name for need in facts.requirements] == ["six", "attrs", "idna"]
    assert [(one.line, one.reason) for one in facts.problems] == [
        (2, "`what is this` is no requirement (PEP 508)")
    ]


def test_a_requirement_of_pyproject_that_is_none_is_named() -> None:
    """The line of the string is told; a path is no mistake."""
    facts = facts_of(
        {"pyproject.toml": '[project]\ndependencies = [\n"a b",\n"./here",\n"c"]\n'}
    )

    assert [need.name for need in facts.requirements] == ["c"]
    assert [(one.line, one.reason) for one in facts.problems] == [
        (3, "`a b` is no requirement (PEP 508)")
    ]


def test_pipfile() -> None:
    """Each category of a Pipfile is a group."""
    needs = found(Pipfile="""\
        [[source]]
        url = "https://example.invalid"
        [packages]
        Flask = "*"
        [dev-packages]
        pytest = ">=8"
        [docs]
        sphinx = {version = "*"}
        """)

    assert [(name, line, group) for name, _, _, line, group in needs] == [
        ("flask", 4, ""),
        ("pytest", 6, "dev"),
        ("sphinx", 8, "docs"),
    ]


def test_conda() -> None:
    """Conda's and pip's requirements of an environment are read."""
    needs = found(environment_DOT_yml="""\
        name: shop
        channels: [conda-forge]
        dependencies:
          - python=3.11
          - =odd
          - conda-forge::numpy>=1.2
          - pip
          - pip:
            - requests==2
            - "-r more.txt"
        """)

    assert [(name, text, line) for name, text, _, line, _ in needs] == [
        ("numpy", "conda-forge::numpy>=1.2", 6),
        ("requests", "requests==2", 9),
    ]


def test_tox() -> None:
    """Factors are cut off; references to other sections are none."""
    needs = found(
        tox_DOT_ini="""\
        [tox]
        requires = tox>=4
        [testenv]
        deps =
            pytest
            django{32,40}: Django>=3  # web
            -rrequirements.txt
            {[testenv:x]deps}
        """,
        tox_DOT_toml="""\
        requires = ["tox-uv"]
        [env.x]
        deps = ["attrs", "-r r.txt"]
        commands = ["pytest"]
        """,
    )

    assert [(name, path, line) for name, _, path, line, _ in needs] == [
        ("tox", "tox.ini", 2),
        ("pytest", "tox.ini", 5),
        ("django", "tox.ini", 6),
        ("tox-uv", "tox.toml", 1),
        ("attrs", "tox.toml", 3),
    ]


def test_nox() -> None:
    """Literal arguments of an installation count, options and their values do not."""
    needs = found(noxfile_DOT_py="""\
        def lint(session):
            session.install("ruff==1", "-r", "r.txt", ".", "mypy", NAME, "a b")
            session.conda_install("numpy")
            session.run("pytest")
            install("other")
        """)

    assert [(name, line) for name, _, _, line, _ in needs] == [
        ("mypy", 2),
        ("ruff", 2),
        ("numpy", 3),
    ]
