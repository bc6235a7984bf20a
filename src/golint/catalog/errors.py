"""Faults of the catalogue's own files: each names the file, the line, what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

Trail = tuple[tuple[str, int], ...]
"""The way to a table: headers with their ordinal, each counted after the one before, as (("webhook", 1), ("webhook.helper", 0))."""


class CatalogError(ValueError):
    """A file of the catalogue that cannot be used."""

    def __init__(self, path: str, line: int, problem: str, remedy: str) -> None:
        super().__init__(path, line, problem, remedy)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        path, line, problem, remedy = self.args
        return f"{path}:{line}: {problem}; {remedy}"


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file and what it holds; `path` is how messages name it."""

    path: str
    text: str
    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The file's name without its suffix, which is the id of what it holds."""
        return Path(self.path).stem

    def error(self, problem: str, remedy: str, trail: Trail = (), key: str = "") -> CatalogError:
        """The fault of a table, or of a key in it, with the line on which that stands."""
        return CatalogError(self.path, line_of(self.text.split("\n"), trail, key), problem, remedy)


def read(path: Path) -> TomlFile:
    """The TOML file at `path`. Raises CatalogError where it is no TOML, or no text."""
    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise CatalogError(str(path), data.count(b"\n", 0, error.start) + 1, "this line is not UTF-8", "save the file as UTF-8") from None
    return parse(text, str(path))


def parse(text: str, path: str) -> TomlFile:
    """The TOML file with this text."""
    try:
        return TomlFile(path, text, tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        raise CatalogError(path, error.lineno, f"this is not TOML: {error.msg}", "see https://toml.io for the syntax") from None


def line_of(lines: list[str], trail: Trail, key: str) -> int:
    """The line, from 1, of a key in the table that the trail leads to; of the table's header where the key does not stand there."""
    at = 0
    for header, ordinal in trail:
        headers = _matching(lines, rf"\s*\[+\s*{re.escape(header)}\s*\]", at)
        at = headers[min(ordinal, len(headers) - 1)] if headers else at
    end = next(iter(_matching(lines, r"\s*\[", at + 1)), len(lines)) if trail else len(lines)
    found = _matching(lines[:end], rf"""\s*["']?{re.escape(key)}["']?\s*=""", at) if key else []
    return (found[0] if found else at) + 1


def nearest(word: str, words: Iterable[str]) -> str:
    """A remedy for a misspelt word: the nearest valid one, else all of them."""
    from difflib import get_close_matches

    words = sorted(words)
    close = get_close_matches(word, words, 1)
    return f'did you mean "{close[0]}"?' if close else f"valid are {', '.join(words)}"


def _matching(lines: list[str], pattern: str, start: int) -> list[int]:
    return [number for number, line in enumerate(lines) if number >= start and re.match(pattern, line)]
