"""Looks for many patterns in one pass, at the speed of reading; which engine is there is found out at run time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from golint.lazily import compiled
from golint.prefilter import stored

Search = Callable[[bytes], Sequence[int]]
"""Bytes to the numbers of the patterns that match somewhere in them."""

_NOT_BEFORE, _NOT_BEHIND = compiled(r"\(\?<!\[([^\]]*)\]\)"), compiled(r"\(\?!\[([^\]]*)\]\)")
_LOOK = compiled(r"\(\?<?[=!][^()]*\)")
_MOST = compiled(r"\{(\d+),\d+\}")
_RUN = compiled(r"(?:\\b|\(\?:\^\|\[[^\]]*\]\))(?:\\.|[\w-]){3,}(?:\[[^\]]+\])\{(\d+),?\d*\}")
_ENOUGH = 20  # characters of a run behind a prefix, which tell it from a word as well as all of them do
_MEMORY = 1 << 28


def search(patterns: Sequence[bytes], folder: Path | None = None) -> Search | None:
    """A search for patterns that `loosened` gave; None where there is no engine for it. What is compiled is kept in `folder`, if given."""
    return _hyperscan(patterns, folder) or _re2(patterns)


def loosened(pattern: str) -> bytes:
    """A pattern without what no engine of this kind knows. It matches wherever the given one does, and seldom elsewhere.

    What may not stand before or behind is taken in or left out, a repeat has no upper bound, and of a long run behind a prefix a part is
    enough.
    """
    told = _NOT_BEHIND.sub(r"(?:[^\1]|$)", _NOT_BEFORE.sub(r"(?:^|[^\1])", pattern))
    told = _MOST.sub(r"{\1,}", _LOOK.sub("", told))
    run = _RUN.match(told)
    if run and "|" not in told[run.end() :] and int(run[1]) > _ENOUGH:
        told = f"{run[0].rpartition('{')[0]}{{{_ENOUGH}}}"
    return told.encode()


def _hyperscan(patterns: Sequence[bytes], folder: Path | None) -> Search | None:
    try:
        import hyperscan as engine
    except ImportError:
        return None
    name = (b"patterns", *patterns)
    database = stored.database(engine, name, folder) if folder else None
    if database is None:
        database = engine.Database(mode=engine.HS_MODE_BLOCK)
        try:
            database.compile(expressions=list(patterns), ids=list(range(len(patterns))), flags=engine.HS_FLAG_SINGLEMATCH)
        except engine.HyperscanError:
            return None
        if folder:
            stored.keep(engine, name, folder, database)
    return partial(_scan, database, engine.Scratch(database))


def _scan(database: Any, scratch: Any, data: bytes) -> Sequence[int]:
    found: list[int] = []
    database.scan(data, match_event_handler=lambda number, *_where: found.append(number), scratch=scratch)
    return found


def _re2(patterns: Sequence[bytes]) -> Search | None:
    try:
        import re2
    except ImportError:
        return None
    options = re2.Options()
    options.max_mem, options.log_errors, options.encoding = _MEMORY, False, re2.Options.Encoding.LATIN1
    wanted = re2.Set.SearchSet(options)
    try:
        for pattern in patterns:
            wanted.Add(pattern)
        wanted.Compile()
    except re2.error:
        return None
    found: Search = wanted.Match
    return found
