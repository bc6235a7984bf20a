"""`golint providers`: which payment providers golint knows, and what it knows of one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from golint.cli.exits import mistakes
from golint.cli.options import colour, packs
from golint.cli.terminal import wants_colour

if TYPE_CHECKING:
    from golint.catalog import Catalog

_json = click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")


class _Providers(click.Group):
    """A group that answers the name of a provider with the command that was meant."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise click.UsageError(f"there is no command {args[0]!r}; golint providers show {args[0]} tells of a provider", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Providers, invoke_without_command=True)
@packs
@_json
@click.pass_context
def providers(ctx: click.Context, packs: tuple[Path, ...], as_json: bool) -> None:
    """List the payment providers that golint knows, or tell what it knows of one."""
    if ctx.invoked_subcommand is not None:
        ctx.obj = packs
        return
    from golint.formats import providers as page

    sys.stdout.write(page.listing(_known(packs), as_json))


@providers.command()
@click.argument("provider")
@packs
@_json
@colour
@click.pass_context
def show(ctx: click.Context, provider: str, packs: tuple[Path, ...], as_json: bool, colour: str) -> None:
    """Tell what golint knows of PROVIDER, and what it does not know, with its sources."""
    from golint.formats import providers as page
    from golint.hints import nearest

    known = _known((*ctx.obj, *packs))
    if provider not in known.providers:
        raise click.ClickException(f"there is no provider {provider!r}; {nearest(provider, known.providers)}")
    sys.stdout.write(page.render(known, known.providers[provider], as_json, wants_colour(colour, sys.stdout, os.environ)))


def _known(packs: tuple[Path, ...]) -> Catalog:
    """The catalogue with its providers and checklists read, so that each of their faults is told here."""
    from golint import catalog

    with mistakes():
        known = catalog.load(packs)
        _ = known.providers, known.checklists
    return known
