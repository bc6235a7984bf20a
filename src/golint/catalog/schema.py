"""What a TOML file may hold, as data, and one check of a file against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from golint.catalog.errors import CatalogError, TomlFile
from golint.hints import Trail, nearest


class Value(Struct, frozen=True):
    """A value: its type, the words that it may be, and texts that must not stand in it, with the remedy for each."""

    kind: type
    words: frozenset[str] = frozenset()
    refused: Mapping[str, str] = field(default_factory=dict)
    several: bool = False

    def problem(self, value: Any) -> tuple[str, str] | None:
        """What is wrong with a value and the remedy; None for a good one."""
        values = value if self.several and type(value) is list else [value]
        return next((fault for one in values if (fault := self._problem(one))), None)

    def _problem(self, value: Any) -> tuple[str, str] | None:
        if not isinstance(value, self.kind) or (self.kind is int and isinstance(value, bool)):
            unknown = value == "unknown"
            wanted = f"{_NAMES[self.kind]}{' or a list of them' if self.several else ''}"
            return f"is {value!r}, not {wanted}", "leave the key out where the fact is unknown" if unknown else f"write {wanted}"
        if self.words and value not in self.words:
            return f'is "{value}"', nearest(str(value), self.words)
        return next(((f'is "{value}"', remedy) for text, remedy in self.refused.items() if text in str(value)), None)


class Table(Struct, frozen=True):
    """A table: its keys, those that must be there, and the tables in it. `many` is an array of tables; `any_name` says that the tables
    inside are named freely, and holds what each of them is."""

    keys: Mapping[str, Value] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    many: bool = False
    any_name: Table | None = None


_NAMES: Mapping[type, str] = {str: "text in quotes", int: "a whole number", bool: "true or false", dict: "a table", list: "a list"}

NAME = Value(str)
TEXTS = Value(str, several=True)
NUMBER = Value(int)
FLAG = Value(bool)


def one_of(*words: str) -> Value:
    """One of these words."""
    return Value(str, frozenset(words))


def check(file: TomlFile, table: Table) -> None:
    """Raise the first fault of a file that should be such a table."""
    for fault in _faults(file, file.raw, table, (), ""):
        raise fault


def _faults(file: TomlFile, raw: Mapping[str, Any], table: Table, trail: Trail, name: str) -> Iterator[CatalogError]:
    for key, value in raw.items():
        known = table.keys.get(key)
        if known is not None:
            if problem := known.problem(value):
                yield file.error(f'"{key}" {problem[0]}', problem[1], trail, key)
        elif inner := table.tables.get(key) or table.any_name:
            yield from _inner_faults(file, value, inner, trail, f"{name}.{key}" if name else key)
        else:
            place = f"[{name}]" if name else "the file"
            header = ((f"{name}.{key}" if name else key), 0)
            yield file.error(f'"{key}" is no key of {place}', nearest(key, (*table.keys, *table.tables)), (*trail, header), key)
    for key in table.required:
        if key not in raw:
            yield file.error(f'"{key}" is missing{f" in [{name}]" if name else ""}', f'add {key} = "..."', trail)


def _inner_faults(file: TomlFile, value: Any, table: Table, trail: Trail, name: str) -> Iterator[CatalogError]:
    written = f"[[{name}]]" if table.many else f"[{name}]"
    tables = value if table.many and isinstance(value, list) else [value]
    if isinstance(value, list) is not table.many or not all(isinstance(one, dict) for one in tables):
        yield file.error(
            f'"{name}" is not {"a list of tables" if table.many else "a table"}', f"write a header {written}", (*trail, (name, 0)), name
        )
        return
    for ordinal, one in enumerate(tables):
        yield from _faults(file, one, table, (*trail, (name, ordinal)), name)
