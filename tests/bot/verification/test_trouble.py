"""Messages of uv say which package is to blame."""

from __future__ import annotations

import pytest

from bot.verification.trouble import Kind, read_trouble

NO_SOLUTION = "error: No solution found when resolving dependencies\n  cause: "


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        pytest.param(
            f"{NO_SOLUTION}Because there is no version of pyqt5==99 and you require"
            " pyqt5==99, we can conclude that your requirements are unsatisfiable.",
            Kind.MISSING,
            ("pyqt5",),
            id="no-version",
        ),
        pytest.param(
            f"{NO_SOLUTION}Because nowhere was not found in the package registry and"
            " you require nowhere, we can conclude that your requirements are"
            " unsatisfiable.",
            Kind.MISSING,
            ("nowhere",),
            id="not-in-the-index",
        ),
        pytest.param(
            f"{NO_SOLUTION}Because you require pytest>=8 and pytest==7.4.3, we can"
            " conclude that your requirements are unsatisfiable.",
            Kind.CONFLICT,
            ("pytest",),
            id="conflict-with-itself",
        ),
        pytest.param(
            f"{NO_SOLUTION}Because scipy==1.12.0 depends on numpy>=1.22.4,<1.29.0, we"
            " can conclude that scipy>=1.12.0 depends on numpy>=1.22.4.\n"
            "         And because you require numpy<1.20 and Scipy_X>=1.12, we can"
            " conclude that your requirements are unsatisfiable.",
            Kind.CONFLICT,
            ("numpy", "scipy-x"),
            id="conflict-of-two",
        ),
        pytest.param(
            f"{NO_SOLUTION}Because the current Python version (3.8.18) does not"
            " satisfy Python>=3.11 and numpy==2.4.0 depends on Python>=3.11, we can"
            " conclude that numpy==2.4.0 cannot be used.\n"
            "         And because you require numpy==2.4.0, we can conclude that"
            " your requirements are unsatisfiable.",
            Kind.UNFIT,
            ("numpy",),
            id="python",
        ),
        pytest.param(
            f"{NO_SOLUTION}Because pywin32<=302 has no wheels with a matching Python"
            " ABI tag (e.g., `cp311`) and only the following versions of pywin32 are"
            " available:\n             pywin32<=302\n         we can conclude that"
            " pywin32<303 cannot be used.\n         And because pywin32>=303 has no"
            " wheels with a matching platform tag and you require pywin32, we can"
            " conclude that your requirements are unsatisfiable.",
            Kind.UNFIT,
            ("pywin32",),
            id="platform",
        ),
        pytest.param(
            f"{NO_SOLUTION}Because pandas==0.20.1 has invalid metadata and you require"
            " pandas==0.20.1, we can conclude that all is lost.",
            Kind.UNFIT,
            ("pandas",),
            id="metadata",
        ),
        pytest.param(
            f"{NO_SOLUTION}Because there is no version of b==2 and a depends on b==2,"
            " we can conclude that a cannot be used. And because you require a, we can"
            " conclude that your requirements are unsatisfiable.",
            Kind.MISSING,
            ("a",),
            id="missing-below",
        ),
        pytest.param(
            f"{NO_SOLUTION}Because there is no version of b==2, all is lost.",
            Kind.MISSING,
            ("b",),
            id="nobody-requires-it",
        ),
        pytest.param(
            "error: Failed to build `thinc-gpu-ops==0.0.4`\n  cause: Call to `x` failed"
            "\n         ImportError: cannot import name 'msvccompiler'\n\n"
            "hint: `thinc-gpu-ops` (v0.0.4) was included because `thinc` (v7.0.0)"
            " depends on `thinc-gpu-ops>=0.0.1, <0.1.0`",
            Kind.BUILD,
            ("thinc-gpu-ops", "thinc"),
            id="build-of-what-others-need",
        ),
        pytest.param(
            "error: Failed to download `x==1`\n  cause: HTTP status server error (503)",
            Kind.NETWORK,
            (),
            id="download",
        ),
        pytest.param(
            "error: Request failed after 3 retries in 7.3s\n  cause: Failed to fetch:"
            " `simple/httpx/`\n  cause: Connection refused (os error 111)",
            Kind.NETWORK,
            (),
            id="network",
        ),
        pytest.param(
            "warning: odd\nerror: Couldn't parse requirement in `r.txt`",
            Kind.OTHER,
            (),
            id="other",
        ),
        pytest.param("", Kind.OTHER, (), id="silence"),
    ],
)
def test_read_trouble(text: str, kind: Kind, names: tuple[str, ...]) -> None:
    """Kind and names are those that the message tells."""
    trouble = read_trouble(text)

    assert (trouble.kind, trouble.names) == (kind, names)


@pytest.mark.parametrize(
    ("text", "module", "because"),
    [
        pytest.param(
            "error: The build backend returned an error\n"
            "         ModuleNotFoundError: No module named 'pkg_resources'",
            "pkg_resources",
            "it cannot be built here"
            " (ModuleNotFoundError: No module named 'pkg_resources')",
            id="own-build",
        ),
        pytest.param(
            "error: Failed to build `x==1`\n    fatal error: Python.h: No such file",
            "",
            "it cannot be built here (fatal error: Python.h: No such file)",
            id="compiler",
        ),
        pytest.param(
            "error: Failed to build `x==1`", "", "its build failed", id="no-reason"
        ),
        pytest.param(
            f"error: Failed to build `x==1`\n    ValueError: {'long ' * 100}",
            "",
            f"it cannot be built here (ValueError: {('long ' * 100)[:147]}…)",
            id="long-reason",
        ),
    ],
)
def test_builds(text: str, module: str, because: str) -> None:
    """A build that fails tells the module it lacks and the last exception."""
    trouble = read_trouble(text)

    assert (trouble.kind, trouble.module, trouble.because) == (
        Kind.BUILD,
        module,
        because,
    )
