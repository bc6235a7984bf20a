"""Commands that show what golint knows: `explain`, `rules` and `providers`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from golint.cli.exits import mistakes
from golint.cli.options import colour, packs
from golint.cli.terminal import wants_colour

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.providers import Provider


@click.command()
@click.argument("rule")
@packs
@colour
def explain(rule: str, packs: tuple[Path, ...], colour: str) -> None:
    """Show the page of RULE: what is wrong, why it costs money, and how to fix it."""
    from golint.formats import explain as page
    from golint.hints import nearest

    known = _catalog(packs)
    name = rule.rpartition("/")[2]
    if name not in known.rules:
        raise click.ClickException(f"there is no rule {rule!r}; {nearest(name, known.rules)}, and golint rules lists them all")
    sys.stdout.write(page.render(known.rules[name], wants_colour(colour, sys.stdout, os.environ)))


@click.command()
@packs
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def rules(packs: tuple[Path, ...], as_json: bool) -> None:
    """List every rule."""
    from golint.formats import rules as listing

    sys.stdout.write(listing.render(_catalog(packs), as_json))


@click.command()
@click.argument("provider", required=False)
@packs
def providers(provider: str | None, packs: tuple[Path, ...]) -> None:
    """List the payment providers that golint knows, or tell what it knows of one PROVIDER."""
    from golint.formats.terminal import plain, table
    from golint.hints import nearest

    known = _catalog(packs)
    if provider and provider not in known.providers:
        raise click.ClickException(f"there is no provider {provider!r}; {nearest(provider, known.providers)}")
    rows = _facts(known.providers[provider]) if provider else _listed(known)
    for line in table([tuple(map(plain, row)) for row in rows]):
        sys.stdout.write(f"{line}\n")


def _catalog(packs: tuple[Path, ...]) -> Catalog:
    """The catalogue, read whole, so that each of its faults is told here."""
    from golint import catalog

    with mistakes():
        known = catalog.load(packs)
        _ = known.rules, known.providers
    return known


def _listed(known: Catalog) -> Iterator[tuple[str, ...]]:
    for _, one in sorted(known.providers.items()):
        yield one.id, one.name, one.kind, f"as {one.inherits}" if one.inherits else ""


def _facts(provider: Provider) -> Iterator[tuple[str, str]]:
    """What the pack says, one line for each kind of fact; what is not known is left out, as the rules do."""
    yield "name", provider.name
    yield "kind", provider.kind + (f", as {provider.inherits}" if provider.inherits else "")
    yield from (("key", f"{key.name}, {key.prefix}..." if key.prefix else key.name) for key in provider.keys)
    yield from (("host", f"{host.value} ({host.role}, {host.environment})") for host in provider.hosts)
    yield from (("library", f"{sdk.package} ({sdk.language})") for sdk in provider.sdks)
    yield from (("webhook", ", ".join(filter(None, (one.profile, one.mode, one.algorithm, *one.headers)))) for one in provider.webhooks)
    headers = ", ".join((*provider.idempotency.headers, *provider.idempotency.body_fields))
    yield "idempotency", f"{provider.idempotency.supported}{f', {headers}' if headers else ''}"
    if provider.delivery.acknowledge_seconds:
        yield "delivery", f"answer within {provider.delivery.acknowledge_seconds} s"
