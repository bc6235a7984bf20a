"""Reads settings from TOML: which keys there are, what each may be, and what is said of one that is not so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli

from golint.hints import line_of, nearest
from golint.settings.errors import SettingsError, quoted
from golint.settings.finding import candidates
from golint.settings.kinds import OVERRIDE_READERS, READERS, Reader, list_of_tables, read
from golint.settings.values import Override, Settings

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
        values = dict(self._values(table, (self._header, 0), {**READERS, "override": list_of_tables}, ""))
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
        override = Override(**dict(self._values(table, place, OVERRIDE_READERS, f"override.{place[1]}.")))
        if not override.paths:
            raise SettingsError(self._where(place, ""), 'this override has no "paths"', 'add paths = ["folder/**"]')
        return override

    def _values(
        self, table: Mapping[str, Any], place: tuple[str, int], readers: Mapping[str, Reader], prefix: str
    ) -> Iterator[tuple[str, Any]]:
        if not isinstance(table, dict):
            raise SettingsError(self._where(place, ""), "this is no table", f"write [{place[0]}]")
        for key, value in table.items():
            where, name = self._where(place, key), key.replace("-", "_")
            if name not in readers:
                remedy = nearest(key, (each.replace("_", "-") for each in readers))
                raise SettingsError(where, f"{quoted(key)} is no setting of golint", remedy)
            self.origins[prefix + name] = where
            yield name, read(readers[name], value, where, key)

    def _where(self, place: tuple[str, int], key: str) -> str:
        return f"{self._shown}:{line_of(self._lines, (place,) if place[0] else (), key)}"
