"""Which file of the project a module specifier of JavaScript or TypeScript means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.lazily import compiled
from golint.linking.manifests import Manifests, Package, split
from golint.linking.paths import EXTENSIONS, file_at, folder_of, joined

if TYPE_CHECKING:
    from golint.project import Project

# Names that bundlers and frameworks give to folders without any configuration that could be read, seen from the package.
_ALIASES = (
    ("@/", ("src/", "", "app/", "resources/js/", "client/", "client/src/")),
    ("~/", ("src/", "", "app/", "resources/js/")),
    ("~~/", ("",)),
    ("@@/", ("", "src/")),
    ("$lib/", ("src/lib/",)),
    ("$src/", ("src/",)),
    ("src/", ("src/",)),
    ("app/", ("app/", "src/app/")),
    ("App/", ("app/",)),  # Adonis
)
_BUILT = compiled(r"^(?:\./)?(?:dist|lib|build|out|esm|cjs|es)/(?:(?:src|esm|cjs|es)/)?")
_LOADER = compiled(r"^(?:.*!)?([^?]*)(?:\?.*)?$", re.DOTALL)


class Specifiers:
    """Answers lazily and remembers: no manifest is read before a specifier depends on it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._files = project.among(EXTENSIONS)
        self.manifests = Manifests(project)
        self._known: dict[tuple[str, str], str | None] = {}

    def resolve(self, importer: str, specifier: str) -> str | None:
        """The file that `specifier` means in the file `importer`; None for what is no file of the project."""
        key = (folder_of(importer), specifier)
        if key not in self._known:
            found = _LOADER.match(specifier)
            plain = found[1] if found else specifier
            self._known[key] = next(filter(None, map(self._file, self._candidates(key[0], plain))), None)
        return self._known[key]

    def _file(self, base: str | None) -> str | None:
        return file_at(base, self._files)

    def _candidates(self, folder: str, specifier: str) -> Iterator[str | None]:
        """The paths that a specifier may stand for, most likely first."""
        if specifier in (".", "..") or specifier.startswith(("./", "../")):
            yield joined(folder, specifier)
            return
        if not specifier or ":" in specifier:
            return
        package = self.manifests.package(folder)
        if specifier.startswith("/"):
            yield from (joined(root, specifier[1:]) for root in (folder, package.folder, f"{package.folder}/public".lstrip("/"), ""))
            return
        compiler = self.manifests.compiler(folder)
        yield from (path for pattern in compiler.patterns for path in pattern.meant_by(specifier))
        if specifier.startswith("#"):
            yield from self._inner(package, specifier)
        yield from _by_convention(package.folder, specifier)
        yield from self._of_workspace(specifier)
        yield from (joined(base, specifier) for base in compiler.bases)

    def _inner(self, package: Package, specifier: str) -> Iterator[str | None]:
        """What the package's own `imports` say."""
        for pattern in package.imports:
            yield from _sources(package.folder, pattern.meant_by(specifier))

    def _of_workspace(self, specifier: str) -> Iterator[str | None]:
        """A package that lies in the project: its exports, else its entry or the path within it; sources stand in for what is built."""
        name, rest = split(specifier)
        package = self.manifests.workspaces.get(name)
        if package is None:
            return
        for pattern in package.exports:
            yield from _sources(package.folder, pattern.meant_by(f"./{rest}" if rest else "."))
        if rest:
            yield from _sources(package.folder, (rest, f"src/{rest}"))
            return
        yield from _sources(package.folder, package.entries)
        yield from (joined(package.folder, step) for step in ("src", "src/main", "lib", "."))


def _by_convention(root: str, specifier: str) -> Iterator[str | None]:
    for alias, folders in _ALIASES:
        if specifier.startswith(alias):
            yield from (joined(root, folder + specifier[len(alias) :]) for folder in folders)
    if specifier.startswith("@"):  # `@components/pay`, as the bundlers' aliases often have it
        yield joined(root, f"src/{specifier[1:]}")


def _sources(folder: str, targets: Iterator[str] | tuple[str, ...]) -> Iterator[str | None]:
    """Targets in a package, and the sources that they are built from."""
    for target in targets:
        yield joined(folder, target)
        if _BUILT.match(target):
            source = _BUILT.sub("src/", target)
            yield joined(folder, source)
            yield joined(folder, re.sub(r"(?:\.d)?\.[cm]?[jt]s$", "", source))
