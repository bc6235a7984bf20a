"""The command lines of golint itself."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Command

FIRST = "golint check, cold"
CHECK, COLD, WARM, HISTORY = "golint check", "golint audit, cold", "golint audit, warm", "golint check --history"
CHECKED = frozenset({0, 1, 4})  # 4: something could not be read to its end, and is named
AUDITED = CHECKED | {3}  # 3: no provider is spoken of, which the whole tree had to be read for


@dataclass(frozen=True, slots=True)
class Golint:
    """The installed command. `options` are the long options that it knows."""

    program: Path
    scratch: Path
    environment: Mapping[str, str]
    version: str
    options: frozenset[str]

    @staticmethod
    def of(program: Path, scratch: Path, environment: Mapping[str, str]) -> Golint:
        """Ask the command what it is and what it can do: a version without a cache is measured too."""
        helps = " ".join(_said(program, part, "--help") for part in ("check", "audit"))
        known = frozenset(word.strip(",") for word in helps.split() if word.startswith("--"))
        return Golint(program, scratch, environment, _said(program, "--version").strip(), known)

    def hook(self, folder: Path, files: Iterable[str]) -> Command:
        """The check of a commit hook."""
        return self._command(CHECK, folder, ("check", *files), CHECKED)

    def first_hook(self, folder: Path, files: Iterable[str]) -> Command | None:
        """The same where no earlier run has left anything behind."""
        return self._command(FIRST, folder, ("check", *self._cold(), *files), CHECKED) if self._cold() else None

    def check(self, folder: Path) -> Command:
        """All files below a folder, nothing remembered."""
        asked = ("check", ".", *self._cold(), "--format", "sarif", "--output", self._report("check"))
        return self._command(CHECK, folder, asked, CHECKED)

    def cold(self, folder: Path) -> Command:
        """An audit, nothing remembered."""
        return self._command(COLD, folder, ("audit", ".", *self._cold(), *self._audited()), AUDITED)

    def warm(self, folder: Path) -> Command | None:
        """An audit after another one of the same tree."""
        return self._command(WARM, folder, ("audit", ".", *self._audited()), AUDITED) if self._cold() else None

    def history(self, folder: Path) -> Command | None:
        """All that a repository ever held."""
        if "--history" not in self.options:
            return None
        asked = ("check", "--history", *self._cold(), "--format", "json", "--output", self._report("history"))
        return self._command(HISTORY, folder, asked, CHECKED)

    def _cold(self) -> tuple[str, ...]:
        return ("--no-cache",) if "--no-cache" in self.options else ()

    def _audited(self) -> tuple[str, ...]:
        return ("--quiet", "--format", "json", "--output", self._report("audit"))

    def _report(self, name: str) -> str:
        return str(self.scratch / f"golint-{name}.report")

    def _command(self, name: str, folder: Path, arguments: tuple[str, ...], codes: frozenset[int]) -> Command:
        return Command(name, (str(self.program), *arguments), folder, codes, self.environment)


def _said(program: Path, *arguments: str) -> str:
    return subprocess.run([str(program), *arguments], check=True, capture_output=True, text=True).stdout
