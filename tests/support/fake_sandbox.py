"""A sandbox that runs nothing: uv and the runners of tests as the test says."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.protocols import Completed
from bot.services.trees import MemoryTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.protocols import Command, Tree

DONE = Completed(0, b"", b"", 0.01)


def failed(text: str, code: int = 1) -> Completed:
    """Return the end of a command that printed an error."""
    return Completed(code, b"", text.encode(), 0.01)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a run of the tests can see: the target, the packages, the plan."""

    target: Path
    packages: Mapping[str, str]
    plan: Mapping[str, object]
    argv: tuple[str, ...]

    def text(self, path: str) -> str:
        """Return a file of the target, "" where there is none."""
        file = self.target / path
        return file.read_text() if file.exists() else ""


@dataclass(frozen=True, slots=True)
class Ran:
    """What the tests do: outcome by id, lines by file and test, and how it ends.

    `seconds` is what each test takes. `uncollectable` maps files to reasons.
    """

    outcomes: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    uncollectable: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.01
    completed: Completed = DONE
    finished: bool = True
    percent: float | None = None


@dataclass(slots=True)
class FakeSandbox:
    """Satisfies `bot.protocols.Sandbox`.

    `tests` says what the suite does, `uv` how a command of uv ends (None: as
    it should). `missing` are the modules that are not there.
    """

    tests: Callable[[Moment], Ran] = lambda _moment: Ran()
    uv: Callable[[Sequence[str], Sequence[str]], Completed | None] = (
        lambda _argv, _needs: None
    )
    missing: tuple[str, ...] = ()
    name: str = "bubblewrap"
    index: None = None
    commands: list[Command] = field(default_factory=list)
    _coverage: dict[Path, str] = field(default_factory=dict)

    def run(self, command: Command) -> Completed:
        """Do as the test says."""
        self.commands.append(command)
        places = {mount.target: mount.source for mount in command.mounts}
        argv = command.argv
        if argv[0] == "/opt/uv":
            return self._run_uv(argv[1:], places)
        if argv[0] in {"rm", "find"}:
            return DONE
        if "/honebot/honebot_environment.py" in argv:
            output = "\n".join(self.missing).encode() if "missing" in argv else b""
            return Completed(0, output, b"", 0.01)
        if "/honebot/honebot_coverage.py" in argv:
            content = self._coverage.pop(places["/results"])
            (places["/results"] / "coverage.json").write_text(content)
            return DONE
        return self._run_tests(argv, places) if "/results" in places else DONE

    def _run_uv(self, argv: Sequence[str], places: Mapping[str, Path]) -> Completed:
        build = places["/build"]
        needs = _lines(build / "needs.txt")
        answer = self.uv(argv, needs)
        if answer is None and argv[:2] == ("pip", "compile"):
            names = [re.split(r"[^\w-]", need, maxsplit=1)[0] for need in needs]
            pins = dict.fromkeys(names, "9.0")
            for line in _lines(build / "constraints.txt"):
                name, below, version = line.partition("<")
                if below:
                    pins[name] = f"{int(version) - 1}.0"
            text = "".join(f"{name}=={version}\n" for name, version in pins.items())
            (build / "lock.txt").write_text(text)
        return answer or DONE

    def _run_tests(
        self, argv: tuple[str, ...], places: Mapping[str, Path]
    ) -> Completed:
        results = places["/results"]
        plan = json.loads((results / "plan.json").read_text())
        kept = json.loads((places["/venv"].parent / "environment.json").read_text())
        packages = dict(kept["packages"])
        ran = self.tests(Moment(places["/target"], packages, plan, argv))
        chosen = {
            name: outcome
            for name, outcome in ran.outcomes.items()
            if plan["only"] is None
            or name in plan["only"]
            or name.partition("::")[0] in plan["only"]
        }
        records: list[dict[str, object]] = [
            {"k": "uncollectable", "path": path, "why": why}
            for path, why in ran.uncollectable.items()
        ]
        if chosen or ran.uncollectable or ran.finished:
            records.insert(0, {"k": "session", "runner": "pytest 9"})
        records.append({"k": "collected", "ids": list(chosen)})
        for name, outcome in chosen.items():
            if name in plan["skip"]:
                continue
            records.append({"k": "start", "id": name})
            if outcome == "dies":
                break
            why = "" if outcome == "passed" else f"{outcome} it is"
            end = {"k": "end", "id": name, "outcome": outcome, "why": why}
            records.append({**end, "seconds": ran.seconds})
        else:
            if ran.finished:
                modules = ["lib/python3.11/site-packages/a.py"]
                records.append({"k": "finish", "exit": 0, "modules": modules})
        text = "".join(json.dumps(record) + "\n" for record in records)
        (results / "tests.jsonl").write_text(text)
        if plan["coverage"]:
            (results / "coverage.sqlite").touch()
            self._coverage[results] = _coverage(ran, chosen)
        return ran.completed


def _coverage(ran: Ran, chosen: Mapping[str, str]) -> str:
    tests = ["", *chosen]
    files = {
        path: {
            str(tests.index(test)): f"{sum(1 << line for line in lines):x}"
            for test, lines in by_test.items()
            if test in tests
        }
        for path, by_test in ran.lines.items()
    }
    return json.dumps({"tests": tests, "files": files, "percent": ran.percent})


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


@dataclass(frozen=True, slots=True)
class FakeCheckout:
    """Satisfies `bot.protocols.Checkout` with files from a mapping."""

    files: Mapping[str, str]
    name: str = "shop"
    commit: str = "c0ffee"
    branch: str = "main"
    root: str = ""

    @property
    def tree(self) -> Tree:
        """The files as a tree."""
        return MemoryTree({path: text.encode() for path, text in self.files.items()})

    def recent_subjects(self, count: int) -> tuple[str, ...]:
        """Return nothing: there is no history."""
        return ()[:count]

    def changes_per_file(self, commits: int) -> Mapping[str, int]:
        """Return nothing: there is no history."""
        return dict.fromkeys(()[:commits], 0)

    def write(self, folder: Path) -> None:
        """Write the files below the root."""
        for path, text in self.files.items():
            place = folder / self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)

    def commit_change(self, files: object, message: str) -> str:
        """Make no commit."""
        raise NotImplementedError(f"{files} {message}")


class Silence:
    """Satisfies `bot.protocols.Progress` and says nothing."""

    @contextmanager
    def task(
        self, title: str, total: int | None = None
    ) -> Iterator[Callable[[int], None]]:
        """Give a function that does nothing."""
        yield lambda _steps: None
        assert title or total

    def say(self, text: str) -> None:
        """Say nothing."""
