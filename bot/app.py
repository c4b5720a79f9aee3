"""Builds the real edges; the one place that names their classes.

What is dear to build (sandbox, interpreters, index gateway) is built when it
is first used, so that a plan of a known commit starts at once.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from bot.actions.catalogue import ACTIONS
from bot.edges import Edges
from bot.forges.local import LocalForge
from bot.services.gateway.lazy import LazyGateway
from bot.services.git import open_checkout, open_forge_place
from bot.services.leaving import leaving_at_once
from bot.services.progress import open_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from bot.edges import Request
    from bot.model import Change, Facts, Policy, Verification
    from bot.package_protocols import Advisories, Images, Packages
    from bot.protocols import (
        Checkout,
        Completed,
        Forge,
        Progress,
        Sandbox,
        Tools,
    )
    from bot.services.gateway.gateway import PackageGateway
    from bot.services.git.checkout import GitCheckout
    from bot.services.index import IndexSettings
    from bot.services.packages.client import IndexPackages
    from bot.verification.baseline import Baseline
    from bot.verification.verify import Verifier


def home_folder(home: Path | None) -> Path:
    """Return the folder of our own: given, HONEBOT_HOME, or the user's cache."""
    if home is not None:
        return home
    if given := os.environ.get("HONEBOT_HOME"):
        return Path(given)
    from platformdirs import user_cache_path  # noqa: PLC0415  # only where needed

    return user_cache_path("honebot", appauthor=False)


def local_forge(repo: str, home: Path | None) -> LocalForge:
    """Return the local forge of a folder's repository, or of a URL's mirror."""
    return LocalForge(open_forge_place(repo, home=home_folder(home)))


@contextmanager
def build(  # noqa: PLR0913  # one for each thing that people choose
    *,
    home: Path | None = None,
    quiet: bool = False,
    workers: int | None = None,
    sandbox: str = "auto",
    trust_target: bool = False,
    patient: bool = False,
) -> Iterator[Edges]:
    """Give the real edges; what they hold open is closed at the end.

    Ctrl-C ends the process at once, unless `patient`: then it is raised as
    `KeyboardInterrupt`, for a command that writes into a folder of people's.
    """
    folder = home_folder(home)
    progress = open_progress(quiet=quiet)
    cores = os.cpu_count() or 1
    with ExitStack() as stack:
        bench = _Bench(folder, sandbox, stack, trust_target=trust_target)
        edges = Edges(
            checkout=_Checkouts(folder, progress, stack),
            forge=_local_forge_of,
            tools=_LazyTools(bench),
            verifier=_LazyVerifier(bench),
            actions=ACTIONS,
            progress=progress,
            cache=folder,
            workers=workers or cores,
            verifications=min(2, cores),
            offline=os.environ.get("HONEBOT_OFFLINE", "") not in {"", "0"},
            world=_world(),
        )
        if not patient:
            stack.enter_context(leaving_at_once())
        yield edges


def _world() -> str:
    """Return a name of the settings that say which indexes are asked."""
    chosen = sorted(
        f"{name}={value}"
        for name, value in os.environ.items()
        if name.startswith(("HONEBOT_", "PIP_", "UV_"))
    )
    return hashlib.sha256("\0".join(chosen).encode()).hexdigest()


def _local_forge_of(checkout: Checkout) -> Forge:
    from bot.services.git.checkout import GitCheckout  # noqa: PLC0415  # for the check

    if not isinstance(checkout, GitCheckout):
        raise TypeError("the local forge needs a checkout of our own git service")
    return LocalForge(checkout.repository)


class _Checkouts:
    """Opens checkouts, and closes them at the end."""

    def __init__(self, home: Path, progress: Progress, stack: ExitStack) -> None:
        self._home, self._progress, self._stack = home, progress, stack

    def __call__(self, request: Request) -> GitCheckout:
        checkout = open_checkout(
            request.where,
            home=self._home,
            root=request.root,
            ref=request.ref,
            progress=self._progress,
        )
        self._stack.callback(checkout.close)
        if checkout.dirty:
            self._progress.say(
                f"{checkout.name} has changes that are not committed;"
                " only what is committed counts."
            )
        return checkout


class _Bench:
    """Sandbox, tools and verifier, each built once, when first asked for."""

    def __init__(
        self, home: Path, kind: str, stack: ExitStack, *, trust_target: bool
    ) -> None:
        self._home, self._kind, self._stack = home, kind, stack
        self._trust_target = trust_target
        self._lock = RLock()

    @cached_property
    def _sandbox(self) -> Sandbox:
        from bot.services.sandbox import open_sandbox  # noqa: PLC0415  # slow to load

        gateway = self._stack.enter_context(LazyGateway(self._gateway))
        return open_sandbox(
            self._kind,
            home=self._home,
            trust_target=self._trust_target,
            gateway=gateway,
        )

    def _gateway(self) -> PackageGateway:
        from bot.services.gateway.gateway import (  # noqa: PLC0415  # slow to load
            PackageGateway,
        )

        with self._lock:  # the thread of any command may be the first
            return PackageGateway(self._indexes, self._home)

    @cached_property
    def _tools(self) -> Tools:
        from bot.services.tools import OwnTools  # noqa: PLC0415  # slow to load

        return OwnTools(
            self.sandbox,
            self._home,
            packages=lambda: self.packages,
            advisories=lambda: self.advisories,
            images=lambda: self.images,
        )

    @cached_property
    def _indexes(self) -> IndexSettings:
        from bot.services.index import discover  # noqa: PLC0415  # slow to load

        return discover(os.environ)

    @cached_property
    def _packages(self) -> IndexPackages:
        from bot.services.packages.client import (  # noqa: PLC0415  # slow to load
            IndexPackages,
        )

        return self._stack.enter_context(IndexPackages(self._indexes, self._home))

    @cached_property
    def _advisories(self) -> Advisories:
        from bot.services.packages.opening import (  # noqa: PLC0415  # slow to load
            open_advisories,
        )

        setting = os.environ.get("HONEBOT_ADVISORIES", "")
        found = open_advisories(setting, self._indexes, self._packages, self._home)
        self._stack.callback(found.close)
        return found

    @cached_property
    def _images(self) -> Images:
        from bot.services.packages.registry import (  # noqa: PLC0415  # slow to load
            RegistryImages,
        )

        certificates = self._indexes.certificates
        found = RegistryImages(os.environ, certificates=certificates)
        self._stack.callback(found.close)
        return found

    @cached_property
    def _verifier(self) -> Verifier:
        from bot.assessment.facts import gather  # noqa: PLC0415  # slow to load
        from bot.services.interpreters import (  # noqa: PLC0415  # as above
            find_interpreters,
        )
        from bot.verification.verify import Verifier  # noqa: PLC0415  # as above

        found = find_interpreters(home=self._home)
        return Verifier(
            self.sandbox,
            self.tools,
            found,
            self._home / "verification",
            gather=gather,
        )

    @property
    def sandbox(self) -> Sandbox:
        """The sandbox, with the way to the package index."""
        with self._lock:
            return self._sandbox

    @property
    def packages(self) -> Packages:
        """The package indexes."""
        with self._lock:
            return self._packages

    @property
    def advisories(self) -> Advisories:
        """The advisories."""
        with self._lock:
            return self._advisories

    @property
    def images(self) -> Images:
        """The registries of images."""
        with self._lock:
            return self._images

    @property
    def tools(self) -> Tools:
        """Our own tools."""
        with self._lock:
            return self._tools

    @property
    def verifier(self) -> Verifier:
        """What runs the target's tests."""
        with self._lock:
            return self._verifier


class _LazyTools:
    """The tools, built with the first call."""

    def __init__(self, bench: _Bench) -> None:
        self._bench = bench

    @property
    def sandbox(self) -> Sandbox:
        """As `Tools.sandbox`."""
        return self._bench.sandbox

    @property
    def packages(self) -> Packages:
        """As `Tools.packages`."""
        return self._bench.packages

    @property
    def advisories(self) -> Advisories:
        """As `Tools.advisories`."""
        return self._bench.advisories

    @property
    def images(self) -> Images:
        """As `Tools.images`."""
        return self._bench.images

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        folder: Path | None = None,
        seconds: float = 120.0,
    ) -> Completed:
        """As `Tools.run`."""
        return self._bench.tools.run(argv, stdin=stdin, folder=folder, seconds=seconds)

    def scratch(self) -> AbstractContextManager[Path]:
        """As `Tools.scratch`."""
        return self._bench.tools.scratch()


class _LazyVerifier:
    """The verifier, built with the first call."""

    def __init__(self, bench: _Bench) -> None:
        self._bench = bench

    def baseline(
        self, checkout: Checkout, facts: Facts, policy: Policy, progress: Progress
    ) -> Baseline:
        """As `Verifier.baseline`."""
        return self._bench.verifier.baseline(checkout, facts, policy, progress)

    def verify(
        self, change: Change, baseline: Baseline, progress: Progress
    ) -> Verification:
        """As `Verifier.verify`."""
        return self._bench.verifier.verify(change, baseline, progress)
