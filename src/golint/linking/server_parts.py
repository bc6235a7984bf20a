"""The parts of a page that its bundler leaves out of what the browser gets: data functions, and what they alone use."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from golint.facts import Assign, Block, Function, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.project import Project

_NAMES = frozenset({"getServerSideProps", "getStaticProps", "getStaticPaths", "getServerData", "loader", "action", "headers"})
_MARK = compiled(rb"\bexport\s++(?:async\s++)?+(?:function|const|let|var)\s++(?:%b)\b" % b"|".join(n.encode() for n in sorted(_NAMES)))
_FRONTMATTER = compiled(rb"\A(?:\xef\xbb\xbf)?\s*+---\r?\n.*?\n---", re.DOTALL)


def is_split(path: str, data: bytes) -> bool:
    """Whether a file is made for both sides, so that only a part of it reaches the browser."""
    return path.endswith(".astro") or _MARK.search(data) is not None


def server_parts(project: Project, path: str, data: bytes) -> tuple[Span, ...]:
    """The parts of a file that stay on the server."""
    if path.endswith(".astro"):
        found = _FRONTMATTER.match(data)
        return (Span(*found.span()),) if found else ()
    if _MARK.search(data) is None:
        return ()
    program = project.program(path)
    return _left_out(data, tuple(_definitions(program.body))) if program else ()


def is_kept(data: bytes, names: Collection[str], statement: Span, parts: Sequence[Span], *, astro: bool = False) -> bool:
    """Whether an import that binds `names` stays in what the browser gets: something that stays there uses one of them.

    In Astro that is an island: a component with a `client:` directive.
    """
    if not parts or not names:
        return not any(statement in part for part in parts)
    if astro:
        return not any(statement in part for part in parts) or any(_is_island(data, name) for name in names)
    return any(_is_used(data, name, (statement, *parts)) for name in names)


def _left_out(data: bytes, definitions: Sequence[tuple[str, Span]]) -> tuple[Span, ...]:
    """The data functions, and the definitions that only what is left out uses."""
    parts = [span for name, span in definitions if name in _NAMES]
    waiting = [(name, span) for name, span in definitions if name not in _NAMES and not _is_exported(data, span)]
    grown = True
    while grown:
        gone = [(name, span) for name, span in waiting if not _is_used(data, name, (span, *parts))]
        waiting = [one for one in waiting if one not in gone]
        parts += [span for _, span in gone]
        grown = bool(gone)
    return tuple(sorted(parts))


def _definitions(body: Block) -> Iterator[tuple[str, Span]]:
    for statement in body:
        match statement:
            case Function(name=name, span=span):
                yield name, span
            case Assign(targets=(Name(written=name),), span=span) if "." not in name:
                yield name, span


def _is_exported(data: bytes, span: Span) -> bool:
    start = data.rfind(b"\n", 0, span.start) + 1
    return b"export" in data[start : span.start] or data.startswith(b"export", span.start)


def _is_used(data: bytes, name: str, without: Sequence[Span]) -> bool:
    """Whether a name stands anywhere outside of some parts."""
    found = re.finditer(rb"(?<![\w$.])%b(?![\w$])" % re.escape(name.encode()), data)
    return any(not any(part.start <= match.start() < part.end for part in without) for match in found)


def _is_island(data: bytes, name: str) -> bool:
    return re.search(rb"<%b\b[^<>]{0,1000}?\sclient:" % re.escape(name.encode()), data) is not None
