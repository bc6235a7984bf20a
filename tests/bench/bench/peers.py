"""The other tools as `peers.toml` tells of them, and the command lines that ask them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import Command

HERE = Path(__file__).resolve().parent.parent
FILE = HERE / "peers.toml"


@dataclass(frozen=True, slots=True)
class Peer:
    """One other tool; what its fields mean stands in `peers.toml`."""

    name: str
    looks_for: str
    asked: str
    program: str
    codes: frozenset[int]
    pypi: tuple[str, ...] = ()
    npm: tuple[str, ...] = ()
    variable: str = ""
    version: str = ""
    hook: str = ""
    tree: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def release(self) -> str:
        """Its version: the one that is pinned, or that the package told of is known to hold."""
        pinned = (*(name.partition("==")[2] for name in self.pypi), *(name.rpartition("@")[2] for name in self.npm), self.version)
        return pinned[0]


@dataclass(frozen=True, slots=True)
class Ready:
    """A tool that can be asked: its programs lie in `folder`, it writes to `scratch` and sees `home` as the user's."""

    peer: Peer
    folder: Path
    scratch: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def tree(self, folder: Path) -> Command | None:
        """Reads all files below a folder."""
        return self._command(self.peer.program, self.peer.tree, folder)

    def history(self, folder: Path) -> Command | None:
        """Reads all that a repository ever held."""
        return self._command(self.peer.program, self.peer.history, folder)

    def hook(self, folder: Path, files: Iterable[str]) -> Command | None:
        """Reads some files, as a commit hook does."""
        return self._command(self.peer.hook or self.peer.program, self.peer.files, folder, files)

    def _command(self, program: str, arguments: Iterable[str], folder: Path, files: Iterable[str] = ()) -> Command | None:
        values = {"rules": HERE, "report": self.scratch / f"{self.peer.name}.report", "floor": self.scratch / "floor.txt"}
        filled = [argument.format(**values, jobs=os.cpu_count() or 1) if "{" in argument else argument for argument in arguments]
        if not filled:
            return None
        return Command(self.peer.name, (str(self.folder / program), *filled, *files), folder, self.peer.codes, self.environment)


def load(file: Path = FILE) -> dict[str, Peer]:
    """All of them by name."""
    return {name: _peer(name, table) for name, table in tomllib.loads(file.read_text("utf-8")).items()}


def _peer(name: str, table: Mapping[str, object]) -> Peer:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items() if key != "codes"}
    codes = table["codes"]
    assert isinstance(codes, list)
    return Peer(name=name, codes=frozenset(codes), **values)  # type: ignore[arg-type]  # a wrong key or a missing one raises
