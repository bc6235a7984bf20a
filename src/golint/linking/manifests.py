"""What package.json and tsconfig.json say about the names of modules. A file is read when a specifier first depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.facts import Setting
from golint.linking.paths import folder_of, joined

if TYPE_CHECKING:
    from golint.project import Project

_CONFIGS = ("tsconfig.json", "jsconfig.json", "tsconfig.base.json")
_ENTRIES = ("source", "module", "main", "browser", "types", "react-native", "svelte")
_DEPENDENCIES = frozenset({"dependencies", "devDependencies", "peerDependencies"})


class Pattern(Struct, frozen=True):
    """One name of a table of modules, with at most one `*`, and the paths that it stands for."""

    before: str
    after: str
    whole: bool
    targets: tuple[str, ...]

    @classmethod
    def of(cls, name: str, targets: Iterable[str]) -> Pattern:
        before, star, after = name.partition("*")
        return cls(before, after, not star, tuple(targets))

    def meant_by(self, specifier: str) -> Iterator[str]:
        """The paths for a specifier; nothing where it is another name."""
        if self.whole:
            yield from self.targets if specifier == self.before else ()
        elif len(specifier) >= len(self.before + self.after) and specifier.startswith(self.before) and specifier.endswith(self.after):
            rest = specifier[len(self.before) : len(specifier) - len(self.after)]
            yield from (target.replace("*", rest) for target in self.targets)


class Package(Struct, frozen=True):
    """What a package.json tells. Targets are as written, seen from `folder`."""

    folder: str
    name: str = ""
    entries: tuple[str, ...] = ()
    browser: tuple[str, ...] = ()
    exports: tuple[Pattern, ...] = ()
    imports: tuple[Pattern, ...] = ()
    dependencies: frozenset[str] = frozenset()


class Compiler(Struct, frozen=True):
    """What a tsconfig tells, with what it extends and refers to. Targets are paths of the project."""

    patterns: tuple[Pattern, ...] = ()
    bases: tuple[str, ...] = ()


class Manifests:
    """The manifests of a project, each read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._packages: dict[str, Package] = {}
        self._compilers: dict[str, Compiler] = {}

    def package(self, folder: str) -> Package:
        """The nearest package at a folder or above it; an empty one at the root where there is none."""
        if folder not in self._packages:
            path = f"{folder}/package.json" if folder else "package.json"
            if path in self._project:
                self._packages[folder] = _package(folder, self._settings(path))
            else:
                self._packages[folder] = self.package(folder_of(folder)) if folder else Package("")
        return self._packages[folder]

    def compiler(self, folder: str) -> Compiler:
        """What the nearest tsconfig or jsconfig says about names."""
        if folder not in self._compilers:
            paths = (f"{folder}/{name}" if folder else name for name in _CONFIGS)
            own = next((path for path in paths if path in self._project), None)
            above = self.compiler(folder_of(folder)) if folder and own is None else Compiler()
            self._compilers[folder] = above if own is None else self._compiler(own, frozenset())
        return self._compilers[folder]

    @cached_property
    def workspaces(self) -> dict[str, Package]:
        """The packages of the project by their names."""
        manifests = self._project.ending(("package.json",))
        folders = (folder_of(path) for path in manifests if path == "package.json" or path.endswith("/package.json"))
        packages = (self.package(folder) for folder in folders)
        return {package.name: package for package in packages if package.name}

    def _settings(self, path: str) -> tuple[Setting, ...]:
        document = self._project.document(path)
        return document.settings if document else ()

    def _compiler(self, path: str, seen: frozenset[str]) -> Compiler:
        """A configuration of its own; names that it lacks come from those that it extends, then from those that it refers to."""
        if path in seen or path not in self._project:
            return Compiler()
        folder, settings = folder_of(path), self._settings(path)
        base = next((joined(folder, one.value) for one in settings if one.path == ("compilerOptions", "baseUrl")), None)
        own = Compiler(_patterns(settings, folder if base is None else base), () if base is None else (base,))
        others = [self._compiler(other, seen | {path}) for other in self._others(folder, settings)]
        if not own.patterns:
            own = Compiler(next((other.patterns for other in others if other.patterns), ()), own.bases)
        return Compiler(own.patterns, own.bases or tuple(base for other in others for base in other.bases))

    def _others(self, folder: str, settings: Iterable[Setting]) -> Iterator[str]:
        for one in settings:
            if one.path in (("extends",), ("references", "path")):
                base = joined(folder, one.value) if one.value.startswith(".") else self._in_package(one.value)
                if base is not None:
                    yield from (base, f"{base}.json", f"{base}/tsconfig.json" if base else "tsconfig.json")

    def _in_package(self, specifier: str) -> str | None:
        name, rest = split(specifier)
        package = self.workspaces.get(name)
        return joined(package.folder, rest or "tsconfig.json") if package else None


def split(specifier: str) -> tuple[str, str]:
    """A specifier's package, and the path within it: "@shop/ui/button" is @shop/ui and button."""
    steps = specifier.split("/")
    cut = 2 if specifier.startswith("@") else 1
    return "/".join(steps[:cut]), "/".join(steps[cut:])


def _patterns(settings: Iterable[Setting], base: str) -> tuple[Pattern, ...]:
    table: dict[str, list[str]] = {}
    for one in settings:
        if one.path[:2] == ("compilerOptions", "paths") and len(one.path) == 3 and (target := joined(base, one.value)) is not None:
            table.setdefault(one.path[2], []).append(target)
    return _sorted(table)


def _package(folder: str, settings: tuple[Setting, ...]) -> Package:
    def said(*names: str) -> tuple[str, ...]:
        return tuple(one.value for name in names for one in settings if one.path == (name,) and one.kind == "text")

    return Package(
        folder,
        "".join(said("name")[:1]),
        said(*_ENTRIES),
        said("browser"),
        _sorted(_table(settings, "exports")),
        _sorted(_table(settings, "imports")),
        frozenset(one.path[1] for one in settings if len(one.path) == 2 and one.path[0] in _DEPENDENCIES),
    )


def _table(settings: Iterable[Setting], field: str) -> dict[str, list[str]]:
    """The names below a field and their targets, whatever conditions stand between; those for types alone come last."""
    table: dict[str, list[str]] = {}
    for one in sorted(settings, key=lambda one: "types" in one.path):
        if one.path[:1] == (field,) and one.kind == "text":
            name = one.path[1] if len(one.path) > 1 and one.path[1].startswith((".", "#")) else "."
            table.setdefault(name, []).append(one.value)
    return table


def _sorted(table: dict[str, list[str]]) -> tuple[Pattern, ...]:
    """The most exact names first."""
    found = (Pattern.of(name, targets) for name, targets in table.items())
    return tuple(sorted(found, key=lambda one: (not one.whole, -len(one.before))))
