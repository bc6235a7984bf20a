"""Faults of the catalogue's own files: each names the file, the line, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli
from msgspec import Struct

from golint.hints import Trail, line_of


class CatalogError(ValueError):
    """A file of the catalogue that cannot be used."""

    def __init__(self, path: str, line: int, problem: str, remedy: str) -> None:
        super().__init__(path, line, problem, remedy)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        path, line, problem, remedy = self.args
        return f"{path}:{line}: {problem}; {remedy}"


class TomlFile(Struct, frozen=True):
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
