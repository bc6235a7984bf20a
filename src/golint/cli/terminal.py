"""What depends on where the output goes: colour, and the line that shows a long run is alive."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

_PATIENCE = 1.0  # seconds without a word
_PACE = 0.1
_WIDTH = 60


def wants_colour(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour what goes to `stream`: `choice` decides (always, never), then NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, then the
    terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def wants_progress(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether somebody is watching: a terminal that no hook or CI job has put in place of one."""
    return stream.isatty() and not environment.get("CI") and not environment.get("PRE_COMMIT") and environment.get("TERM") != "dumb"


@contextmanager
def progress(*, quiet: bool, noun: str = "files") -> Iterator[Progress | None]:
    """The line that shows a run is alive, where somebody watches; gone at the end."""
    shown = Progress(noun=noun) if not quiet and wants_progress(sys.stderr, os.environ) else None
    try:
        yield shown
    finally:
        if shown:
            shown.close()


class Progress:
    """One line on a stream, first after a second, gone at the end."""

    def __init__(self, stream: TextIO | None = None, *, noun: str = "files") -> None:
        self._noun = noun
        self._stream = sys.stderr if stream is None else stream
        self._due = time.monotonic() + _PATIENCE
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Tells how many are done."""
        now = time.monotonic()
        if now < self._due:
            return
        self._due = now + _PACE
        self._write(f"golint: {done:,} of {total:,} {self._noun}")

    def close(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._write("")

    def _write(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(_WIDTH) + ("" if text else "\r"))
        self._stream.flush()
        self._shown = bool(text)
