"""What a language's frameworks do to the body of a request before the handler runs, and which bodies can be read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from golint.lazily import compiled


class ReadOnce(Struct, frozen=True):
    """A body that can be read once: after what fits `parsed` nothing is left for what fits `raw`, and `rest` says how that shows.

    Both fit a name as it is written; without `raw` everything counts that plays the role request.body.raw. `package` is what the file
    imports, where the names alone do not tell. `bound` is what people call a parameter that takes the body, where that reads it too.
    Where it is `kept`, whoever reads the raw bytes first finds them again behind the parser.
    """

    parsed: re.Pattern[str]
    raw: re.Pattern[str] | None
    rest: str
    package: str = ""
    bound: str = ""
    kept: bool = False

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> ReadOnce:
        raw = entry.get("raw")
        package, bound = entry.get("package", ""), entry.get("bound", "")
        return cls(compiled(entry["parsed"]), compiled(raw) if raw else None, entry["rest"], package, bound, entry.get("kept", False))


class Bootstrap(Struct, frozen=True):
    """A call that makes an application which parses every body, unless an option of it, `unless`, is false."""

    call: str
    parses: str
    unless: str = ""


class Bodies(Struct, frozen=True):
    """How a shop loses the bytes, and how it keeps them in spite of a parser.

    `fields` are where bytes stand that were kept, `options` those by which a framework is told to keep them. A project that holds one of
    the words `keepers` keeps them in a way of its own, one that holds one of `replacers` has put another parser in the place of all.
    """

    once: tuple[ReadOnce, ...] = ()
    bootstraps: tuple[Bootstrap, ...] = ()
    fields: tuple[str, ...] = ()
    options: frozenset[str] = frozenset()
    keepers: tuple[str, ...] = ()
    replacers: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Bodies:
        return cls(
            tuple(ReadOnce.of(entry) for entry in table.get("once", ())),
            tuple(Bootstrap(**entry) for entry in table.get("bootstraps", ())),
            tuple(table.get("fields", ())),
            frozenset(table.get("options", ())),
            tuple(table.get("keepers", ())),
            tuple(table.get("replacers", ())),
        )
