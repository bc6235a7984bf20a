"""Go: a package is a folder, and its files see each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from golint.lazily import compiled
from golint.linking.places import nearest

if TYPE_CHECKING:
    from golint.facts import Import
    from golint.project import Project


_MODULE = compiled(rb'^module\s+"?([^\s"]+)', re.MULTILINE)


class Packages:
    """Finds the files of a package that define a name."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._layout = project.derived(_Layout)
        self._found: dict[tuple[str, str], tuple[str, ...]] = {}

    def targets(self, importer: str, imported: Import, rest: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """The files of the imported package that define the first of the steps that follow it."""
        if not rest:
            return
        folder = self._folder(importer, imported.path.split("."))
        if folder is not None:
            yield from ((path, list(rest)) for path in self._defining(folder, rest[0]))

    def visible(self, path: str, name: str) -> Sequence[str]:
        """The other files of the package that define a name."""
        return [other for other in self._defining(path.rpartition("/")[0], name) if other != path]

    def users(self, path: str) -> Iterator[str]:
        """The other files of a file's package, and those that import it."""
        folder = path.rpartition("/")[0]
        yield from (other for other in self._layout.files.get(folder, ()) if other != path)
        name = folder.rpartition("/")[2].encode()
        for other in self._project.mentioning(b"/" + name + b'"', (".go",)) if name else ():
            if other.rpartition("/")[0] != folder and not other.endswith("_test.go"):
                yield other

    def _folder(self, importer: str, steps: Sequence[str]) -> str | None:
        """The folder of a package: that which its module's file says, else the one whose path ends as the package's does, the longest
        agreement first; two steps must agree below the root."""
        for module, root in self._layout.modules:
            if list(steps[: len(module)]) == module:
                return "/".join([*([root] if root else []), *steps[len(module) :]])
        fitting = [(_agreement(folder, steps), folder) for folder in self._layout.called.get(steps[-1], ())]
        best = max(fitting, key=lambda pair: (pair[0], nearest(pair[1] + "/", importer)), default=None)
        return best[1] if best is not None and (best[0] > 1 or "/" not in best[1]) else None

    def _defining(self, folder: str, name: str) -> tuple[str, ...]:
        if (folder, name) not in self._found:
            written = re.escape(name.encode())
            pattern = re.compile(rb"^(?:func\s+(?:\([^)\n]*\)\s*)?|type\s+|var\s+|const\s+|\t)%b\b" % written, re.MULTILINE)
            paths = (path for path in self._layout.files.get(folder, ()) if pattern.search(self._project.read(path) or b""))
            self._found[folder, name] = tuple(paths)
        return self._found[folder, name]


class _Layout:
    """Where a project's modules and packages lie."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @cached_property
    def modules(self) -> list[tuple[list[str], str]]:
        """The steps of each module's path and the folder that holds it, the longest path first."""
        files = (path for path in self._project.ending(("go.mod",)) if path.rpartition("/")[2] == "go.mod")
        named = ((path.rpartition("/")[0], _MODULE.search(self._project.read(path) or b"")) for path in files)
        found = [(re.split(r"[./]", module[1].decode(errors="replace")), folder) for folder, module in named if module]
        return sorted(found, key=lambda pair: -len(pair[0]))

    @cached_property
    def files(self) -> dict[str, list[str]]:
        """The files of each folder, but for tests."""
        table: dict[str, list[str]] = {}
        for path in self._project.ending((".go",)):
            if not path.endswith("_test.go"):
                table.setdefault(path.rpartition("/")[0], []).append(path)
        return table

    @cached_property
    def called(self) -> dict[str, list[str]]:
        """The folders by their own names."""
        table: dict[str, list[str]] = {}
        for folder in self.files:
            table.setdefault(folder.rpartition("/")[2], []).append(folder)
        return table


def _agreement(folder: str, steps: Sequence[str]) -> int:
    count = 0
    for here, step in zip(reversed(folder.split("/")), reversed(steps), strict=False):
        if here != step:
            break
        count += 1
    return count
