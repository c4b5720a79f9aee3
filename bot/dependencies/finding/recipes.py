"""How a requirements file was compiled: the command in its header."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

_COMMAND = re.compile(
    r"^#[ \t]+(uv pip compile|pip-compile)((?:[ \t].*)?)$", re.MULTILINE
)
_PYTHON = re.compile(r"pip-compile with Python 3\.(\d+)")
_VALUED = frozenset(
    {
        "-C",
        "-P",
        "-b",
        "-c",
        "-f",
        "-i",
        "-p",
        "--allow-insecure-host",
        "--annotation-style",
        "--build-constraint",
        "--build-constraints",
        "--build-deps-for",
        "--cache-dir",
        "--cert",
        "--client-cert",
        "--color",
        "--config",
        "--config-file",
        "--config-setting",
        "--config-settings",
        "--config-settings-package",
        "--constraint",
        "--constraints",
        "--custom-compile-command",
        "--default-index",
        "--directory",
        "--exclude-newer",
        "--exclude-newer-package",
        "--excludes",
        "--extra",
        "--extra-index-url",
        "--find-links",
        "--fork-strategy",
        "--format",
        "--group",
        "--index",
        "--index-strategy",
        "--index-url",
        "--keyring-provider",
        "--link-mode",
        "--max-rounds",
        "--newline",
        "--no-binary",
        "--no-build-isolation-package",
        "--no-emit-package",
        "--no-sources-package",
        "--only-binary",
        "--override",
        "--overrides",
        "--pip-args",
        "--prerelease",
        "--prerelease-package",
        "--project",
        "--python",
        "--python-platform",
        "--python-version",
        "--refresh-package",
        "--resolution",
        "--resolver",
        "--torch-backend",
        "--trusted-host",
        "--unsafe-package",
        "--upgrade-group",
        "--upgrade-package",
        "--uploaded-prior-to",
    }
)
"""Options whose value may be the next word.

https://pip-tools.readthedocs.io/en/stable/cli/pip-compile/
https://docs.astral.sh/uv/reference/cli/#uv-pip-compile
"""
_CONSTRAINTS = ("-c", "--constraint", "--constraints")
_OUTPUT = ("-o", "--output-file")
_HEAD = 4000


@dataclass(frozen=True, slots=True)
class Recipe:
    """The command that wrote a file; `minor` is the Python 3 of pip-compile.

    `options` are those but the output, which is `output` ("" where it is not
    said), and `constraints` the files that `-c` names, which are options too.
    """

    tool: str
    options: tuple[str, ...]
    sources: tuple[str, ...]
    minor: int | None
    output: str = ""

    @property
    def constraints(self) -> tuple[str, ...]:
        """The files that the command takes as constraints."""
        found: list[str] = []
        for word, after in zip(self.options, [*self.options[1:], ""], strict=False):
            name, equals, value = word.partition("=")
            if name in _CONSTRAINTS:
                found.append(value if equals else after)
        return tuple(found)


def read_recipe(content: str) -> Recipe | None:
    """Return the recipe in the header of a compiled file, None where there is none."""
    header = content[:_HEAD]
    match = _COMMAND.search(header)
    if match is None:
        return None
    try:
        words = shlex.split(match[2])
    except ValueError:
        return None
    options: list[str] = []
    sources: list[str] = []
    output = ""
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        name, equals, value = word.partition("=")
        if name in _OUTPUT:
            output = value if equals or not rest else rest.pop()
        elif word in _VALUED:
            options += [word, *([rest.pop()] if rest else [])]
        elif word.startswith("-"):
            options.append(word)
        else:
            sources.append(word)
    python = _PYTHON.search(header)
    return Recipe(
        "uv" if match[1].startswith("uv") else "pip-compile",
        tuple(options),
        tuple(sources),
        int(python[1]) if python else None,
        output,
    )
