"""What each setting may be, wherever it is given, and what is said of a value that is not so."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from golint.hints import nearest
from golint.lazily import compiled
from golint.model import Level, Severity, Side, Stage
from golint.settings.errors import SettingsError

_SIZE = compiled(r"(\d+(?:\.\d+)?) ?([kmg]?)(i?)b?", re.IGNORECASE)


class _BadValueError(ValueError):
    """Carries what is wrong and the remedy."""


Reader = Callable[[Any], Any]


def string(value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise _BadValueError("must be a text", 'write it in quotes: "..."')
    return value


def day(value: Any) -> date:
    """A day, as TOML writes it or as a text in ISO's form. A time of day is left away."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _BadValueError("must be a day", "write year-month-day, as 2027-01-31") from None


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


def list_of_tables(name: str) -> Reader:
    """Reads what stands under the headers [[name]]."""

    def tables(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise _BadValueError("must be a list of tables", f"write [[{name}]]")
        return value

    return tables


def _word(*words: str) -> Reader:
    def one_of(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise _BadValueError("has no such value", nearest(value if isinstance(value, str) else "", words))
        return value

    return one_of


def _member(kind: type[enum.StrEnum]) -> Reader:
    word = _word(*kind)
    return lambda value: kind(word(value))


def _fail_on(value: Any) -> Severity | None:
    word = _word(*Severity, "never")(value)
    return None if word == "never" else Severity(word)


READERS: Mapping[str, Reader] = {
    "select": _strings, "ignore": _strings, "level": _member(Level), "fail_on": _fail_on, "exclude": _strings, "include": _strings,
    "force_exclude": _flag, "providers": _strings, "packs": _strings, "baseline": string, "max_file_size": _size, "format": string,
    "output": string, "colour": _word("auto", "always", "never"), "jobs": _count,
}  # fmt: skip
OVERRIDE_READERS: Mapping[str, Reader] = {
    "paths": _strings, "select": _strings, "ignore": _strings, "side": _member(Side), "stage": _member(Stage),
}  # fmt: skip
_COMMAND_LINE: Mapping[str, Reader] = {
    **READERS, "paths": _strings, "stdin_filename": string, "staged": _flag, "since": string, "history": _word("only", "too"),
}  # fmt: skip


def read_value(name: str, value: Any, where: str) -> Any:
    """The value of a setting as given on the command line. Raises SettingsError."""
    return read(_COMMAND_LINE[name], value, where, option(name).lstrip("-"))


def option(name: str) -> str:
    """The option of the command line that gives a setting."""
    return f"--{name.replace('_', '-')}"


def read(reader: Reader, value: Any, where: str, key: str) -> Any:
    """The value as its kind reads it. Raises SettingsError with the place and the key."""
    try:
        return reader(value)
    except _BadValueError as error:
        problem, remedy = error.args
        raise SettingsError(where, f'"{key}" {problem}', remedy) from None
