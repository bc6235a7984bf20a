"""Commands that show what golint's rules say: `explain` and `rules`."""

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


@click.command()
@click.argument("rule")
@click.option("--language", default="", metavar="LANGUAGE", help="Show the fix for one language, and every example in it.")
@packs
@colour
def explain(rule: str, language: str, packs: tuple[Path, ...], colour: str) -> None:
    """Show the page of RULE: what is wrong, why it costs money, and how to fix it."""
    from golint.formats import explain as page
    from golint.hints import nearest

    known = _catalog(packs)
    name = rule.rpartition("/")[2]
    if name not in known.rules:
        raise click.ClickException(f"there is no rule {rule!r}; {nearest(name, known.rules)}, and golint rules lists them all")
    found = known.rules[name]
    if language and language not in (spoken := page.languages(found.examples)):
        raise click.ClickException(f"{name} has no examples in {language!r}; it has some in {', '.join(spoken)}")
    sys.stdout.write(page.render(found, wants_colour(colour, sys.stdout, os.environ), language))


@click.command()
@packs
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def rules(packs: tuple[Path, ...], as_json: bool) -> None:
    """List every rule."""
    from golint.formats import rules as listing

    sys.stdout.write(listing.render(_catalog(packs), as_json))


def _catalog(packs: tuple[Path, ...]) -> Catalog:
    """The catalogue with its rules read, so that each of their faults is told here."""
    from golint import catalog

    with mistakes():
        known = catalog.load(packs)
        _ = known.rules, known.providers
    return known
