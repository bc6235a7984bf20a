"""What a run says, and what it leaves behind so that the next one can say it again where nothing has changed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from golint import again
from golint.cli.exits import CLEAN, FINDINGS, NOTHING
from golint.cli.loading import write

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.model import Report

_KEPT = (CLEAN, FINDINGS, NOTHING)


class Speech:
    """Says and writes at once what a run with these arguments has to say, and remembers it. It begins with the run."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = arguments
        self._started = time.time_ns()
        self._pieces: list[again.Piece] = []

    def out(self, text: str) -> None:
        """Say it to whoever reads the report."""
        self._say(again.OUT, text)

    def err(self, text: str) -> None:
        """Say it to the person at the terminal."""
        self._say(again.ERR, text)

    def write(self, path: str | Path, text: str, option: str) -> None:
        """Write a file that `option` named. Raises Mistake where that cannot be done."""
        write(path, text, option)
        self._pieces.append((f"{again.INTO}{path}", text))

    def keep(self, code: int, known: Catalog, paths: Iterable[str], report: Report | None = None) -> None:
        """Leave all that was said for later runs with the same arguments: it hangs on golint, on the catalogue and on the `paths`. Where
        those cannot be told, or the run was not a whole one, nothing is left."""
        from golint.cache import premises, usual
        from golint.cache.folder import Folder
        from golint.formats.summary import timeless

        sys.stdout.flush()
        cache = usual()
        is_whole = code in _KEPT and (report is None or report.complete)
        if cache is None or not is_whole or any(again.SECONDS in text for _, text in self._pieces):
            return
        pieces = [(target, timeless(text, report, again.SECONDS) if report else text) for target, text in self._pieces]
        everything = chain(paths, premises.of_tool(map(str, known.folders)))
        if card := again.card(self._arguments, self._started, everything, pieces, code):
            Folder(cache.path).put(again.KIND, card[0], [card[1]])

    def _say(self, target: str, text: str) -> None:
        answer = again.Answer([(target, text)], CLEAN)
        answer.tell()
        self._pieces += answer.pieces
