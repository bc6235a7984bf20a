"""Interfaces that nobody declares to implement: a type satisfies one by having all its methods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Module
from golint.facts import Class, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow.calls.files import Files
    from golint.dataflow.modules import ClassPlace
    from golint.project import Project
    from golint.shelf import Suffixes

_STAND_INS = compiled(r"(?i)mock|fake|stub|noop|(?:^|/)tests?/")
MANY = 12  # files that a method of that name may stand in


def is_stand_in(name: str) -> bool:
    """Whether the path of a file, or the name of a class, says that it stands in for something in tests."""
    return _STAND_INS.search(name) is not None


def methods_of(definition: Class) -> frozenset[str]:
    """The names of a class's own methods."""
    return frozenset(s.name for s in definition.body if isinstance(s, facts.Function))


def inheriting(module: Module, name: str) -> tuple[Class, ...]:
    """The classes of a file that name one of that name among their bases, or what it is imported by another name."""
    return tuple(
        definition
        for definition in module.classes.values()
        if any(isinstance(base, Name) and name in (_last(base.written), _last(base.path)) for base in definition.bases)
    )


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def heirs(project: Project, suffixes: Suffixes, name: str) -> tuple[str, ...]:
    """The files, of these suffixes, of the classes that name one of that name among their bases, stand-ins of tests left out."""
    paths = (path for path in project.mentioning(name.encode(), suffixes) if not is_stand_in(path))
    modules = (project.kept(path, Module) for path in paths)
    return tuple(m.path for m in modules if m is not None for heir in inheriting(m, name) if not is_stand_in(heir.name))


def is_interface(definition: Class) -> bool:
    """Whether a class only says what others do."""
    functions = [s for s in definition.body if isinstance(s, facts.Function)]
    return bool(functions) and not any(function.body for function in functions)


def satisfying(files: Files, place: ClassPlace, asked: str) -> Iterator[tuple[Module, Class]]:
    """The one type with all methods of an interface, stand-ins of tests left out; nothing where several have them."""
    wanted = methods_of(place.definition)
    found: dict[tuple[str, str], tuple[Module, Class]] = {}
    for path in [p for p in files.mentioning(f") {asked}(", place.path) if not is_stand_in(p)][:MANY]:
        module = files.module(path)
        for definition in module.classes.values() if module is not None else ():
            assert module is not None
            own = methods_of(definition)
            if asked not in own or is_interface(definition) or is_stand_in(definition.name):
                continue
            elsewhere = (m.classes.get(definition.name) for m in files.visible(path, definition.name)) if wanted - own else ()
            if wanted <= own.union(*(methods_of(part) for part in elsewhere if part is not None)):
                found[path.rpartition("/")[0], definition.name] = module, definition
    if len(found) == 1:
        yield from found.values()
