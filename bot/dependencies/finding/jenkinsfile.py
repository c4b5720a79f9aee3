"""Requirements of the shell steps of a Jenkinsfile.

https://www.jenkins.io/doc/pipeline/steps/workflow-durable-task-step/
https://groovy-lang.org/syntax.html#all-strings
"""

from __future__ import annotations

import re

from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.commands import SIEVE, collect_script
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.places import Reading
from bot.reading.joined import Joined

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"
                  |'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")""",
    re.DOTALL | re.VERBOSE,
)
_STEP = re.compile(
    r"\b(sh|bat|pwsh|powershell)\b[\s(\[]*(?:[\w\s:,'\"]*?\bscript\s*:\s*)?$"
)
_STAGE = re.compile(r"\bstage\s*\(\s*(?:name\s*:\s*)?$")
_PIECE = re.compile(r"\\(?:u+([0-9A-Fa-f]{4})|(\r?\n)|(.))|.", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "s": " "}
_LOOK_BACK = 200


def read(path: str, content: bytes) -> Reading:
    """Return what the `sh`, `bat` and `powershell` steps install.

    The group is the stage's name. Files that commands name are taken from the
    root.
    """
    if not SIEVE.search(content):
        return Reading()
    try:
        source = Source.of(path, content)
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(source, "jenkins", folder="")
    stage = ""
    code = source.text
    for match in _TOKEN.finditer(source.text):
        if match["comment"]:
            blank = re.sub(r"[^\n]", " ", match[0])
            code = code[: match.start()] + blank + code[match.end() :]
            continue
        before = code[max(0, match.start() - _LOOK_BACK) : match.start()]
        if _STAGE.search(before):
            stage = _characters(match[0], match.start()).text
        elif step := _STEP.search(before):
            script = _characters(match[0], match.start())
            collect_script(collector, script, stage, backslash=step[1] == "sh")
    return collector.reading()


def _characters(token: str, start: int) -> Joined:
    """Return the characters of a Groovy string; `$` within single quotes stays."""
    width = 3 if token[:3] in {"'''", '"""'} else 1
    text: list[str] = []
    offsets: list[int] = []
    for match in _PIECE.finditer(token, width, len(token) - width):
        if match[2]:
            continue
        said = chr(int(match[1], 16)) if match[1] else match[0]
        if match[3]:
            said = _ESCAPES.get(match[3], match[3])
        text.append(said)
        offsets.append(start + match.start())
    return Joined("".join(text), tuple(offsets))
