"""Reads settings from TOML: which keys there are, what each may be, and what is said of one that is not so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli

from golint.hints import line_of, nearest
from golint.settings.errors import SettingsError, quoted
from golint.settings.finding import candidates, repository_of
from golint.settings.kinds import OVERRIDE_READERS, READERS, Reader, day, list_of_tables, read
from golint.settings.statements import ATTESTATION_READERS, MADE, NAME, REQUIRED, WAIVER_READERS, Statements
from golint.settings.values import Override, Settings

_PYPROJECT = "pyproject.toml"
_STATED: Mapping[str, Mapping[str, Reader]] = {"attestation": ATTESTATION_READERS, "waiver": WAIVER_READERS}
_STATEMENTS: Mapping[str, Reader] = {"launched": day, **{name: list_of_tables(name) for name in _STATED}}


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


def load_statements(settings: Settings) -> Statements:
    """What people stated: in the configuration file, and in the file for statements where there is one. Raises SettingsError."""
    path = statements_file(settings)
    if not path.is_file():
        return settings.statements
    shown = os.path.relpath(path, settings.cwd)
    reader, tables = _parsed(path, shown)
    unknown = next((key for key in tables if key not in _STATEMENTS), None)
    if unknown is not None:
        raise SettingsError(reader.where(("", 0), unknown), f"{quoted(unknown)} is no statement", nearest(unknown, _STATEMENTS))
    own, other = reader.statements(tables), settings.statements
    return Statements(
        (*other.attestations, *own.attestations), (*other.waivers, *own.waivers), own.launched if other.launched is None else other.launched
    )


def statements_file(settings: Settings) -> Path:
    """Where the file for statements stands, or would: beside the configuration file, else at the root of the repository, else in the
    working directory."""
    named = Path(settings.cwd, settings.paths[0]) if len(settings.paths) == 1 else Path(settings.cwd)
    start = str(named.resolve()) if named.is_dir() else settings.cwd
    folder = Path(settings.config_path).parent if settings.config_path else Path(repository_of(start) or start)
    return folder / NAME


def _with_file(plain: Settings, path: Path, base: str) -> Settings | None:
    """The settings of one file; None for a pyproject.toml without a table for golint."""
    shown = os.path.relpath(path, plain.cwd)
    reader, tables = _parsed(path, shown)
    if path.name == _PYPROJECT:
        tables = tables.get("tool", {}).get("golint")
        if tables is None:
            return None
    return Settings(**reader.settings(tables), paths=plain.paths, base=base, cwd=plain.cwd, config_path=str(path), origins=reader.origins)


def _parsed(path: Path, shown: str) -> tuple[_File, Any]:
    text = _text(path, shown)
    try:
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise SettingsError(f"{shown}:{error.lineno}", f"this is not TOML ({error.msg})", "see https://toml.io for the syntax") from None
    return _File(shown, text.split("\n"), "tool.golint" if path.name == _PYPROJECT else "", path.parent), tables


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
        values = dict(self._values(table, (self._header, 0), {**READERS, **_STATEMENTS, "override": list_of_tables("override")}, ""))
        tables = values.pop("override", ())
        values["overrides"] = tuple(self._override(each, self._place("override", number)) for number, each in enumerate(tables))
        values["statements"] = self._stated(values)
        for name in ("baseline", "output"):
            if values.get(name):
                values[name] = str(self._folder / values[name])
        if "packs" in values:
            values["packs"] = tuple(str(self._folder / each) for each in values["packs"])
        return values

    def statements(self, table: Mapping[str, Any]) -> Statements:
        """What a file for statements says."""
        return self._stated(dict(self._values(table, (self._header, 0), _STATEMENTS, "")))

    def _stated(self, values: dict[str, Any]) -> Statements:
        """The statements among the values, which are taken out of them."""
        made = {kind: [self._statement(kind, number, each) for number, each in enumerate(values.pop(kind, ()))] for kind in _STATED}
        return Statements(tuple(made["attestation"]), tuple(made["waiver"]), values.pop("launched", None))

    def _statement(self, kind: str, number: int, table: Mapping[str, Any]) -> Any:
        place = self._place(kind, number)
        given = dict(self._values(table, place, _STATED[kind], f"{kind}.{number}."))
        for key in REQUIRED[kind]:
            if not given.get(key):
                raise SettingsError(self.where(place, ""), f'this {kind} has no "{key}"', f"add {key} = ...")
        return MADE[kind](**given, origin=self.where(place, "item"))

    def _place(self, header: str, number: int) -> tuple[str, int]:
        return f"{self._header}.{header}".removeprefix("."), number

    def _override(self, table: Mapping[str, Any], place: tuple[str, int]) -> Override:
        override = Override(**dict(self._values(table, place, OVERRIDE_READERS, f"override.{place[1]}.")))
        if not override.paths:
            raise SettingsError(self.where(place, ""), 'this override has no "paths"', 'add paths = ["folder/**"]')
        return override

    def _values(
        self, table: Mapping[str, Any], place: tuple[str, int], readers: Mapping[str, Reader], prefix: str
    ) -> Iterator[tuple[str, Any]]:
        if not isinstance(table, dict):
            raise SettingsError(self.where(place, ""), "this is no table", f"write [{place[0]}]")
        for key, value in table.items():
            where, name = self.where(place, key), key.replace("-", "_")
            if name not in readers:
                remedy = nearest(key, (each.replace("_", "-") for each in readers))
                raise SettingsError(where, f"{quoted(key)} is no setting of golint", remedy)
            self.origins[prefix + name] = where
            yield name, read(readers[name], value, where, key)

    def where(self, place: tuple[str, int], key: str) -> str:
        """The place of a key as a message names it."""
        return f"{self._shown}:{line_of(self._lines, (place,) if place[0] else (), key)}"
