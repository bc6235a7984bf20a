"""Checks names in the settings against what the catalogue knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from golint.hints import nearest
from golint.settings.errors import SettingsError, quoted
from golint.settings.statements import Attestation, Statements, Waiver
from golint.settings.values import Settings


def validate(settings: Settings, rules: Mapping[str, str], *, providers: Collection[str] = (), formats: Collection[str] = ()) -> None:
    """Raise SettingsError for the first name of a rule, provider or format that does not exist; `rules` maps each rule's id to its family.

    Providers and formats are checked where any are given.
    """
    known = {*rules, *rules.values()}
    for origin, names in _rule_names(settings):
        for name in names:
            _check(name, known, settings.origin(origin), "rule or family")
    for name in settings.providers if providers else ():
        _check(name, providers, settings.origin("providers"), "provider")
    if formats:
        _check(settings.format, formats, settings.origin("format"), "format")


def validate_statements(statements: Statements, items: Collection[str], providers: Collection[str]) -> None:
    """Raise SettingsError for the first statement about an item, or for a provider, that does not exist."""
    everything: tuple[Attestation | Waiver, ...] = (*statements.attestations, *statements.waivers)
    for said in everything:
        if said.item not in items:
            raise SettingsError(said.origin, "there is no such item of a checklist", _nearest_item(said.item, items))
        if said.provider:
            _check(said.provider, providers, said.origin, "provider")


def _nearest_item(item: str, items: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(item, items, 1)
    return f'did you mean "{close[0]}"?' if close else "golint audit lists those of your providers"


def _rule_names(settings: Settings) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "select", settings.select
    yield "ignore", settings.ignore
    for number, override in enumerate(settings.overrides):
        yield f"override.{number}.select", override.select
        yield f"override.{number}.ignore", override.ignore


def _check(name: str, known: Collection[str], where: str, what: str) -> None:
    if name not in known:
        raise SettingsError(where, f"{quoted(name)} is no {what}", nearest(name, known))
