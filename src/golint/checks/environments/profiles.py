"""Sandbox and production configurations compared with each other, over the whole repository."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint.catalog import Catalog
from golint.checks.environments.words import names_production, names_sandbox
from golint.checks.keys.duplicates import groups
from golint.checks.keys.words import owner
from golint.checks.observations import secrets
from golint.credentials.naming import snake
from golint.credentials.nearby import mentioned
from golint.facts import Document
from golint.lazily import compiled
from golint.model import Observation, Related, RepositoryHit, Stage

if TYPE_CHECKING:
    from golint.view import FileView

_MODE = compiled(
    r"(?:^|[._/-])(?:production|prod|prd|live|sandbox|staging|stage|stg|development|dev|local|uat|qa|test)(?=[._/-]|$)", re.IGNORECASE
)
_MODE_WORD = compiled(r"(?:^|_)(?:live|prod|production|prd|test|sandbox|sbx|snd|dev|development|staging|stage)(?=_|$)")


def observe(view: FileView) -> Iterator[Observation]:
    """The secrets of the file, and the payment settings of a sandbox or production configuration."""
    yield from secrets(view, "environment-secret")
    if view.stage in (Stage.SANDBOX, Stage.PRODUCTION) and isinstance(view.facts, Document):
        yield from _settings(view, view.facts)


def shared_key_across_environments(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """One secret value in a sandbox and in a production configuration; reported where production has it."""
    for places in groups(observations, "environment-secret").values():
        production = [place for place in places if place.stage is Stage.PRODUCTION]
        if not production or not any(place.stage is Stage.SANDBOX for place in places):
            continue
        first = production[0]
        providers = tuple(first.values["providers"].split())
        yield RepositoryHit(
            first.location,
            {
                "provider": owner(providers, catalog),
                "masked": first.values["masked"],
                "kind": first.values["kind"],
                "count": str(len(places)),
            },
            provider=providers[0] if len(providers) == 1 else None,
            related=tuple(Related(p.location, f"the same secret in the {p.stage.value} configuration") for p in places if p is not first),
        )


def environment_parity(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """A payment setting of a sandbox configuration that its production twin, which holds settings of that provider, does not have."""
    files: dict[tuple[str, str, Stage], list[Observation]] = {}
    for one in observations:
        if one.kind == "payment-setting":
            files.setdefault((one.values["family"], one.values["provider"], one.stage), []).append(one)
    for (family, provider, stage), held in sorted(files.items()):
        twin = files.get((family, provider, Stage.PRODUCTION), [])
        if stage is not Stage.SANDBOX or not twin:
            continue
        there = {one.key for one in twin}
        for one in held:
            if one.key not in there:
                yield _missing(one, twin[0], catalog)


def _missing(one: Observation, twin: Observation, catalog: Catalog) -> RepositoryHit:
    provider = one.values["provider"]
    values = {"provider": owner((provider,), catalog), "name": one.values["name"], "file": twin.location.path, "sandbox": one.location.path}
    return RepositoryHit(one.location, values, provider=provider, related=(Related(twin.location, "the production configuration"),))


def _settings(view: FileView, document: Document) -> Iterator[Observation]:
    family = _MODE.sub("", view.source.path)
    for setting in document.settings:
        provider = next((p for p in view.catalog.providers.values() if mentioned(".".join(setting.path), p.words)), None)
        if provider is None:
            continue
        key = ".".join(
            _MODE_WORD.sub("", snake(step)).strip("_") for step in setting.path if not (names_sandbox(step) and names_production(step))
        )
        values = {"family": family, "provider": provider.id, "name": setting.name}
        yield Observation("payment-setting", key, view.location(setting.key_span), view.side, view.stage, values)
