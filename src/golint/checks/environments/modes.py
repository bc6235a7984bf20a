"""Keys of the wrong mode: test keys in a production configuration, and both modes in one profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint.checks.environments.hosts import Seen, hosts, within
from golint.checks.environments.words import names_production, names_sandbox
from golint.checks.keys.causes import is_dotenv, is_untracked
from golint.checks.keys.words import described
from golint.facts import Document
from golint.model import Hit, Mode, Role, Secret, Severity

if TYPE_CHECKING:
    from golint.view import FileView

_MODAL = frozenset({Role.SECRET, Role.RESTRICTED, Role.PUBLIC})


def test_key_in_production(view: FileView) -> Iterator[Hit]:
    """A key of the sandbox, secret or publishable, in a file that configures production."""
    for secret in view.secrets:
        if secret.mode is Mode.TEST and secret.role in _MODAL and not names_sandbox(secret.name):
            yield Hit(secret.span, described(secret, view.catalog), provider=secret.provider, symbol=secret.name)


def mixed_modes(view: FileView) -> Iterator[Hit]:
    """A live secret beside a test publishable key, or beside a sandbox host, in one profile.

    A profile is one group of settings of a configuration file, and for any other source the whole file. One that names its
    modes, or keeps both modes of one kind of key, holds two environments on purpose.
    """
    if is_dotenv(view.source.path) and is_untracked(view):
        return
    for group in _profiles(view):
        yield from _mixed_keys(view, group)
        yield from _mixed_hosts(view, group)


def _profiles(view: FileView) -> Iterator[Sequence[Secret]]:
    """The keys of each profile, provider by provider."""
    groups: dict[tuple[object, ...], list[Secret]] = {}
    for secret in view.secrets:
        if secret.role in _MODAL and secret.mode is not Mode.ANY and secret.providers:
            groups.setdefault((secret.providers[0], _group(view, secret)), []).append(secret)
    for group in groups.values():
        if not any(names_sandbox(s.name) or names_production(s.name) for s in group):
            yield group


def _group(view: FileView, secret: Secret) -> tuple[str, ...]:
    if isinstance(view.facts, Document):
        return next((setting.path[:-1] for setting in view.facts.settings if setting.span.overlaps(secret.span)), ())
    return ()


def _mixed_keys(view: FileView, group: Sequence[Secret]) -> Iterator[Hit]:
    secret, public = ([s for s in group if s.role.is_secret is wanted] for wanted in (True, False))
    if len({s.mode for s in secret}) != 1 or len({s.mode for s in public}) != 1 or secret[0].mode is public[0].mode:
        return
    one, other = secret[0], public[0]
    values = described(one, view.catalog) | {"other": f"the {other.mode.value} publishable key {other.masked}", "mode": one.mode.value}
    related = ((None, other.span, f"{other.masked} is a {other.mode.value} key"),)
    yield Hit(one.span, values, provider=one.provider, symbol=one.name, severity=Severity.ERROR, related=related)


def _mixed_hosts(view: FileView, group: Sequence[Secret]) -> Iterator[Hit]:
    live = next((s for s in group if s.role.is_secret and s.mode is Mode.LIVE), None)
    if live is None or any(s.mode is Mode.TEST for s in group) or not isinstance(view.facts, Document):
        return
    for seen, name in _hosts_beside(view, view.facts, live):
        if not names_sandbox(name):
            values = described(live, view.catalog) | {"other": f"the sandbox host {view.source.text(seen.span)}", "mode": "live"}
            yield Hit(
                live.span,
                values,
                provider=live.provider,
                symbol=live.name,
                severity=Severity.ERROR,
                related=((None, seen.span, "the sandbox"),),
            )
            return


def _hosts_beside(view: FileView, document: Document, secret: Secret) -> Iterator[tuple[Seen, str]]:
    """The sandbox hosts of the secret's provider among the settings of its profile."""
    profile, hosts_here = _group(view, secret), hosts(view.catalog).found_in(view)
    for setting in document.settings:
        if setting.path[:-1] == profile:
            for seen in within(hosts_here, setting.span):
                if seen.environment == "sandbox" and seen.provider.id in secret.providers:
                    yield seen, setting.name
