"""The ways in which languages, tools and proxies weaken TLS: the tables `tls` and `old_tls` of words.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from golint.catalog import Catalog
from golint.model import Span
from golint.sources import SourceFile

_LONGEST = 5_000  # bytes of a line that a person writes
_NEAR = 1_000  # bytes between a switch and its word: none is as long


class Switch(Struct, frozen=True):
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
    """The lines that hold one of `words`, each once; of a line that no person wrote what stands near the words."""
    lowered = source.data.lower()
    found: set[Span] = set()
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            line = source.line_span(source.line_number(at))
            near = line if line.end - line.start <= _LONGEST else Span(max(line.start, at - _NEAR), min(line.end, at + _NEAR))
            found.add(near)
            at = lowered.find(word, near.end)
    return _joined(sorted(found))


def _joined(spans: list[Span]) -> list[Span]:
    """The same places, those that overlap as one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
