"""What golint knows of a programming language besides its syntax: the tables of `rules/languages/<language>.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from golint.catalog import errors
from golint.catalog.roles import Roles


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Which calls wait for ever: `none` has no limit of its own; one is given by a keyword or a position, or by the session's maker."""

    none: Roles
    keywords: tuple[str, ...] = ()
    sessions: frozenset[str] = frozenset()
    positions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Language:
    """Roles of names, and the shapes by which the language's frameworks answer requests."""

    roles: Roles
    handler_bases: frozenset[str] = frozenset()
    handler_methods: frozenset[str] = frozenset()
    guards: frozenset[str] = frozenset()
    guard_attributes: frozenset[str] = frozenset()
    guard_methods: frozenset[str] = frozenset()
    middleware_methods: frozenset[str] = frozenset()
    plain_wrappers: frozenset[str] = frozenset()
    signed_in: frozenset[str] = frozenset()
    request_names: frozenset[str] = frozenset()
    plain_types: frozenset[str] = frozenset()
    timeouts: Timeouts = field(default_factory=lambda: Timeouts(Roles({})))


_HANDLER_LISTS = (
    "guards", "guard_attributes", "guard_methods", "middleware_methods", "plain_wrappers", "signed_in", "request_names", "plain_types",
)  # fmt: skip


def load(folders: Sequence[Path], name: str) -> Language:
    """The tables of a language, those of later folders added to the first; a language without a table knows nothing."""
    tables: dict[str, dict[str, Any]] = {}
    for folder in folders:
        path = folder / "languages" / f"{name}.toml"
        if path.exists():
            for table, content in errors.read(path).raw.items():
                _merge(tables.setdefault(table, {}), content)
    handlers, timeouts = tables.get("handlers", {}), tables.get("timeouts", {})
    return Language(
        Roles.from_patterns(tables.get("roles", {})),
        handler_bases=frozenset(handlers.get("bases", ())),
        handler_methods=frozenset(handlers.get("methods", ())),
        **{name: frozenset(handlers.get(name, ())) for name in _HANDLER_LISTS},
        timeouts=Timeouts(
            Roles.from_patterns({"none": timeouts.get("none", ())}),
            tuple(timeouts.get("keywords", ())),
            frozenset(timeouts.get("sessions", ())),
            timeouts.get("positions", {}),
        ),
    )


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        into[key] = [*into[key], *value] if isinstance(into.get(key), list) and isinstance(value, list) else value
