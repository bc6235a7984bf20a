"""Reads settings from TOML: which keys there are, what each may be, and what is said of one that is not so."""

from __future__ import annotations

import enum
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli

from golint.model import Level, Severity, Side, Stage
from golint.settings.errors import SettingsError, nearest, quoted
from golint.settings.finding import candidates
from golint.settings.values import Override, Settings

_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([kmg]?)(i?)b?", re.IGNORECASE)
_PYPROJECT = "pyproject.toml"


def load(paths: Sequence[str] = (".",), *, config: str | None = None, isolated: bool = False, cwd: str | None = None) -> Settings:
    """The settings for a run over `paths`: of the file `config`, else of the nearest one that says something, else the defaults.

    Raises SettingsError for a file that cannot be read or says what golint does not know.
    """
    cwd = str(Path(cwd or Path.cwd()).resolve())
    plain = Settings(paths=tuple(paths) or (".",), base=cwd, cwd=cwd)
    if isolated:
        return plain
    if config is not None:
        return _with_file(plain, Path(cwd, config), cwd) or plain
    found = (_with_file(plain, path, str(path.parent)) for path in candidates(plain.paths, cwd))
    return next((settings for settings in found if settings is not None), plain)


def _with_file(plain: Settings, path: Path, base: str) -> Settings | None:
    """The settings of one file; None for a pyproject.toml without a table for golint."""
    shown = os.path.relpath(path, plain.cwd)
    text = _text(path, shown)
    try:
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise SettingsError(f"{shown}:{error.lineno}", f"this is not TOML ({error.msg})", "see https://toml.io for the syntax") from None
    header = ""
    if path.name == _PYPROJECT:
        header = "tool.golint"
        tables = tables.get("tool", {}).get("golint")
        if tables is None:
            return None
    reader = _File(shown, text.split("\n"), header, path.parent)
    return Settings(**reader.settings(tables), paths=plain.paths, base=base, cwd=plain.cwd, config_path=str(path), origins=reader.origins)


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(shown, "the file is not UTF-8", "save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(shown, f"the file cannot be read ({error.strerror})", "name another with --config, or use --isolated") from None


_Values = Iterator[tuple[str, Any]]


class _File:
    """Reads the tables of one file, and remembers the line of each value."""

    def __init__(self, shown: str, lines: Sequence[str], header: str, folder: Path) -> None:
        self._shown, self._lines, self._header, self._folder = shown, lines, header, folder
        self.origins: dict[str, str] = {}

    def settings(self, table: Mapping[str, Any]) -> dict[str, Any]:
        values = dict(self._values(table, (self._header, 0), {**_READERS, "override": _tables}, ""))
        tables = values.pop("override", ())
        header = f"{self._header}.override".removeprefix(".")
        values["overrides"] = tuple(self._override(each, (header, number)) for number, each in enumerate(tables))
        for name in ("baseline", "output"):
            if values.get(name):
                values[name] = str(self._folder / values[name])
        if "packs" in values:
            values["packs"] = tuple(str(self._folder / each) for each in values["packs"])
        return values

    def _override(self, table: Mapping[str, Any], place: tuple[str, int]) -> Override:
        override = Override(**dict(self._values(table, place, _OVERRIDE_READERS, f"override.{place[1]}.")))
        if not override.paths:
            raise SettingsError(self._where(place, ""), 'this override has no "paths"', 'add paths = ["folder/**"]')
        return override

    def _values(
        self, table: Mapping[str, Any], place: tuple[str, int], readers: Mapping[str, _Reader], prefix: str
    ) -> Iterator[tuple[str, Any]]:
        if not isinstance(table, dict):
            raise SettingsError(self._where(place, ""), "this is no table", f"write [{place[0]}]")
        for key, value in table.items():
            where, name = self._where(place, key), key.replace("-", "_")
            if name not in readers:
                remedy = nearest(key, (each.replace("_", "-") for each in readers))
                raise SettingsError(where, f"{quoted(key)} is no setting of golint", remedy)
            self.origins[prefix + name] = where
            yield name, _read(readers[name], value, where, key)

    def _where(self, place: tuple[str, int], key: str) -> str:
        return f"{self._shown}:{_line_of(self._lines, *place, key)}"


def _line_of(lines: Sequence[str], header: str, ordinal: int, key: str) -> int:
    """The line, from 1, of a key in the table under a header (`ordinal` counts tables of one name); of the header where it is not found."""
    at, first = "", 0
    for number, line in enumerate(lines, 1):
        if heading := re.match(r"\s*\[+\s*([^\[\]]+?)\s*\]", line):
            at = heading[1].replace('"', "").replace(" ", "")
            first, ordinal = (number, ordinal - 1) if at == header else (first, ordinal)
        if at == header and (ordinal < 0 or not header) and key and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return number
        if at == header and ordinal < 0 and not key:
            return number
    return first or 1


# -- kinds of values ----------------------------------------------------------------------------------------------


class _BadValueError(ValueError):
    """Carries what is wrong and the remedy."""


_Reader = Callable[[Any], Any]


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise _BadValueError("must be a text", 'write it in quotes: "..."')
    return value


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise _BadValueError("must be a list of texts", 'write ["...", "..."]')
    return tuple(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _BadValueError("must be true or false", "write true or false, without quotes")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _BadValueError("must be a whole number from 0", "write a number, without quotes")
    return value


def _size(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    parts = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if parts is None:
        raise _BadValueError("must be a number of bytes", 'write for example 5000000 or "5 MB"')
    return int(float(parts[1]) * (1024 if parts[3] else 1000) ** " kmg".index(parts[2].lower() or " "))


def _tables(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _BadValueError("must be a list of tables", "write [[override]]")
    return value


def _word(*words: str) -> _Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise _BadValueError("has no such value", nearest(value if isinstance(value, str) else "", words))
        return value

    return read


def _member(kind: type[enum.StrEnum]) -> _Reader:
    word = _word(*kind)
    return lambda value: kind(word(value))


def _fail_on(value: Any) -> Severity | None:
    word = _word(*Severity, "never")(value)
    return None if word == "never" else Severity(word)


_READERS: Mapping[str, _Reader] = {
    "select": _strings, "ignore": _strings, "level": _member(Level), "fail_on": _fail_on, "exclude": _strings, "include": _strings,
    "force_exclude": _flag, "providers": _strings, "packs": _strings, "baseline": _string, "max_file_size": _size, "format": _string,
    "output": _string, "colour": _word("auto", "always", "never"), "jobs": _count,
}  # fmt: skip
_OVERRIDE_READERS: Mapping[str, _Reader] = {
    "paths": _strings, "select": _strings, "ignore": _strings, "side": _member(Side), "stage": _member(Stage),
}  # fmt: skip
_COMMAND_LINE: Mapping[str, _Reader] = {**_READERS, "paths": _strings, "stdin_filename": _string}


def read_value(name: str, value: Any, where: str) -> Any:
    """The value of a setting as given on the command line. Raises SettingsError."""
    return _read(_COMMAND_LINE[name], value, where, option(name).lstrip("-"))


def option(name: str) -> str:
    """The option of the command line that gives a setting."""
    return f"--{name.replace('_', '-')}"


def _read(reader: _Reader, value: Any, where: str, key: str) -> Any:
    try:
        return reader(value)
    except _BadValueError as error:
        problem, remedy = error.args
        raise SettingsError(where, f'"{key}" {problem}', remedy) from None
