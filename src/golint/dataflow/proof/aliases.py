"""Guards that go by a text: `->middleware("signed")`, where a table of the application says which class that is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Definition, Resolver
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import text_of
from golint.facts import Call, Expr, Name

HOPS = 3


class Aliases:
    """Reads a project's tables of aliases: fields called as the language says, and what is told to calls that register one."""

    def __init__(self, resolver: Resolver, language: Language) -> None:
        self._resolver = resolver
        self._language = language

    def of(self, text: str, path: str, hops: int = HOPS) -> Iterator[Definition]:
        """The classes and functions that a text stands for in the files around `path`; what follows a colon is handed to them."""
        name = text.partition(":")[0]
        if not name or not hops or not self._language.alias_fields:
            return
        for module in self._speaking_of(name, path):
            for value, place in self._named(name, module):
                yield from self._meant(value, place, hops)

    def _speaking_of(self, name: str, path: str) -> Iterator[Module]:
        files = self._resolver.files
        yield from files.modules(other for other in files.mentioning(name, path) if files.holds(other, self._words))

    @cached_property
    def _words(self) -> tuple[bytes, ...]:
        """What a file with a table of aliases holds, in lower case: an alias such as `customer` stands in hundreds of files."""
        calls = (f"{pattern.rpartition('.')[2]}(" for pattern, played in self._language.roles.table.items() if "route.alias" in played)
        return tuple(sorted({word.lower().encode() for word in (*self._language.alias_fields, *calls)}))

    def _named(self, name: str, module: Module) -> Iterator[tuple[Expr, Routine]]:
        for node in module.nodes:
            match node:
                case facts.Assign(targets=(Name(written=written), *_), value=facts.Mapping() as table):
                    if written.rpartition(".")[2] in self._language.alias_fields:
                        yield from ((value, module.enclosing(node.span.start)) for value in _entries(table, name))
                case Call() if "route.alias" in self._language.roles.by(node):
                    place = module.enclosing(node.span.start)
                    first, second = node.argument(0), node.argument(1)
                    if second is not None and text_of(first) == name:
                        yield second, place
                    elif isinstance(first, facts.Mapping):
                        yield from ((value, place) for value in _entries(first, name))

    def _meant(self, value: Expr, place: Routine, hops: int) -> Iterator[Definition]:
        match value:
            case facts.Sequence(items=items):
                for item in items:
                    yield from self._meant(item, place, hops)
            case facts.Literal(value=str() as text):
                step = text.replace("\\", ".").rpartition(".")[2]
                found = self._resolver.definition(Name(step, value.span, step), place) if "\\" in text else None
                yield from (found,) if found is not None else self.of(text, place.path, hops - 1)
            case _:
                found = self._resolver.definition(value, place)
                if found is not None:
                    yield found


def _entries(table: facts.Mapping, name: str) -> Iterator[Expr]:
    yield from (entry.value for entry in table.entries if text_of(entry.key) == name)
