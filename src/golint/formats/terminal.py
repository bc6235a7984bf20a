"""Text for people: nothing that comes from a repository reaches a terminal as something that the terminal obeys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol

_TAB = 4


class Style(Protocol):
    """Colours a text, or leaves it as it is."""

    def __call__(self, text: str, *, fg: str | None = None, bold: bool | None = None) -> str: ...


def style(colour: bool) -> Style:
    """The style of a run: colours are the caller's decision, never guessed from the surroundings."""
    if not colour:
        return _uncoloured
    import click

    return click.style


def _uncoloured(text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    return text


def plain(text: str) -> str:
    """The text on one line, with all that does not print (control and bidirectional characters, line breaks) written as an escape."""
    return text if text.isprintable() else "".join(map(_shown, text))


def paragraph(text: str) -> list[str]:
    """The lines of a text, each made plain."""
    return [plain(line.expandtabs(_TAB).rstrip()) for line in re.split(r"\r\n|\r|\n", text.strip())]


def cells(line: str) -> list[str]:
    """What is shown for each code point of a line, tabs filled up to the next stop."""
    if line.isascii() and line.isprintable():
        return list(line)
    shown, at = [], 0
    for char in line:
        cell = " " * (_TAB - at % _TAB) if char == "\t" else _shown(char)
        at += width(cell)
        shown.append(cell)
    return shown


def width(text: str) -> int:
    """The columns that a printable text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Rows of plain texts as aligned columns."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()


def _shown(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode("ascii")


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
