"""The programs of a project, indexed, and which file an import means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from golint.dataflow.modules import Module

if TYPE_CHECKING:
    from golint.project import Project


class Files:
    """Reads files when a name leads there, and remembers them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._modules: dict[str, Module | None] = {}

    def module(self, path: str) -> Module | None:
        """The indexed program of a file, None where it is no program."""
        if path not in self._modules:
            program = self._project.program(path)
            self._modules[path] = Module(path, program) if program else None
        return self._modules[path]

    def mentioning(self, name: str) -> Sequence[str]:
        """The Python files that hold a name."""
        return self._project.mentioning(name.encode(), (".py",))

    def holds(self, path: str, word: bytes) -> bool:
        """Whether a file holds a word, letter case aside."""
        return word in (self._project.read(path) or b"").lower()

    @cached_property
    def route_tables(self) -> tuple[Module, ...]:
        """The Python files that are named after urls or routes."""
        named = (p for p in self._project.paths if p.endswith(".py") and re.search(r"url|route", p.rpartition("/")[2]))
        return tuple(module for path in named if (module := self.module(path)) is not None)

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for path in self._project.paths:
            if path.endswith(".py"):
                stem = path[:-3].removesuffix("/__init__")
                table.setdefault(stem.rpartition("/")[2], []).append(path)
        return table

    def of_import(self, importer: str, steps: list[str], level: int) -> str | None:
        """The Python file of a module path: beside the importer for relative imports, else the one whose path ends in it, nearest first."""
        if level:
            folder = importer.split("/")[:-level]
            wanted = "/".join([*folder, *steps])
            found = [p for p in self._by_stem.get(steps[-1], ()) if p in (f"{wanted}.py", f"{wanted}/__init__.py")]
            return found[0] if found else None
        tail = "/".join(steps)
        fitting = [p for p in self._by_stem.get(steps[-1], ()) if ("/" + p[:-3].removesuffix("/__init__")).endswith("/" + tail)]
        return max(fitting, key=lambda p: (_shared(p, importer), -len(p)), default=None)


def _shared(one: str, other: str) -> int:
    """How many leading folders two paths share."""
    count = 0
    for a, b in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if a != b:
            break
        count += 1
    return count
