"""The ways in which languages, tools and proxies weaken TLS: the tables `tls` and `old_tls` of words.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from golint.catalog import Catalog
from golint.model import Span
from golint.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch in a file. `kind` says whose it is: a language, a tool, or the whole process."""

    kind: str
    span: Span
    remedy: str


def switches(source: SourceFile, catalog: Catalog, table: str = "tls", rule: str = "tls-verification-disabled") -> Iterator[Switch]:
    """Every switch in a file that the tables name, in its order. The words that pull `rule` stand on each line with one."""
    tables, pattern = catalog.words[table], _pattern(catalog, table)
    for line in _lines_with(source, _words(catalog, rule)):
        for match in pattern.finditer(source.data, line.start, line.end):
            kind = str(match.lastgroup)
            yield Switch(kind, Span(*match.span()), tables[kind]["remedy"])


@lru_cache(maxsize=4)
def _pattern(catalog: Catalog, table: str) -> re.Pattern[bytes]:
    """All switches; the name of the group is the kind."""
    tables: Mapping[str, Mapping[str, list[str]]] = catalog.words[table]
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(table['switches'])})" for kind, table in tables.items()).encode())


def _words(catalog: Catalog, rule: str) -> tuple[bytes, ...]:
    """Of these lower-case words one stands on each line with a switch: they pull the rule, too."""
    return tuple(word for group in catalog.rules[rule].triggers for word in group)


def _lines_with(source: SourceFile, words: tuple[bytes, ...]) -> list[Span]:
    """The lines that hold one of `words`, each once."""
    lowered = source.data.lower()
    numbers: set[int] = set()
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            number = source.line_number(at)
            numbers.add(number)
            at = lowered.find(word, source.line_span(number).end)
    return [source.line_span(number) for number in sorted(numbers)]
