"""Which commands mean the same with and without a shell."""

from __future__ import annotations

import re
import shlex

_WORDS = re.compile(r'(?:[\w./:=@,+ -]|"[\w./:=@,+;()&|<> -]*")+', re.ASCII)
"""What no shell gives a meaning to. Within double quotes, that is more."""

_KNOWN = (
    ". : [ alias assoc bg break call cd chdir cls color command continue copy"
    " date del dir do done echo endlocal erase esac eval exec exit export fg fi"
    " for ftype function getopts goto hash if jobs local md mkdir mklink move"
    " path pause popd prompt pushd pwd rd read readonly rem ren rename return rmdir"
    " set setlocal shift source start test then time times title trap type ulimit"
    " umask unalias unset until vol wait where which while"
)
_BUILTINS = frozenset(_KNOWN.split())
"""Words that shells know, those of Windows too, or that look for programs."""

_FOUND = (
    "az bower code corepack firebase gatsby gcloud grunt gulp gsutil jest mvn"
    " mvnw gradle gradlew ng node-gyp nodemon npm npx pm2 pnpm prettier sass"
    " serverless sls tsc vue webpack yarn"
)
_SCRIPTS = frozenset(_FOUND.split())
"""Programs that are scripts on Windows, which only its shell finds."""

QUESTIONS = frozenset({"--help", "--version", "-V", "-h", "-v", "-version", "version"})
"""Arguments by which people find out whether a program is there."""


def plain(command: str) -> list[str]:
    """Return the words of a command that needs nothing of a shell, [] for others.

    Builtins, scripts that only a shell starts, and assignments before the
    command need one.
    """
    if not _WORDS.fullmatch(command.strip()) or "\n" in command.strip():
        return []
    words = shlex.split(command)
    first = words[0] if words else ""
    name = first.rpartition("/")[2].lower()
    if not name or name in _BUILTINS or name in _SCRIPTS or "=" in first:
        return []
    if first.startswith(".") or name.endswith((".bat", ".cmd", ".sh")):
        return []  # a script without a first line `#!` is run by a shell only
    return words
