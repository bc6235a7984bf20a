"""`golint attest`: write down that an item of a checklist holds, where no file can show it."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from golint.cli import options
from golint.cli.exits import mistakes

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.checklists import Item

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("item")
@click.option("--by", metavar="NAME", help="Who states it; the name that git signs your commits with by default.")
@click.option("--date", "day", type=_DAY, help="When; today by default.")
@click.option("--link", default="", metavar="URL", help="Where it can be looked up: a ticket, a document, a record.")
@click.option("--until", type=_DAY, help="The last day on which it holds; by default as long as the item says.")
@click.option("--note", default="", metavar="TEXT", help="A few words more.")
@click.option("--provider", default="", metavar="ID", help="For this provider alone, where the checklist serves several.")
@options.packs
@options.config
@options.isolated
def attest(item: str, by: str | None, day: date | None, link: str, until: date | None, note: str, provider: str, **given: object) -> None:
    """State that ITEM (as paymongo-04) holds, in golint.attestations.toml, for golint audit to read."""
    with mistakes():
        from golint.settings import load, statements_file

        config, packs = given["config"], given["packs"]
        settings = load((".",), config=str(config) if config else None, isolated=bool(given["isolated"]))
        known = _catalog([*map(Path, settings.packs), *(packs if isinstance(packs, tuple) else ())])
        asked = _item(known, item)
        _check_provider(known, provider)
        stated = _plain(day) or date.today()  # noqa: DTZ011  # the user's own day counts
        end = _plain(until)
        values = {
            "item": asked.id,
            "by": by or _user(settings.cwd),
            "date": stated,
            "link": link,
            "until": end,
            "note": note,
            "provider": provider,
        }
        path = statements_file(settings)
        _append(path, _table({name: value for name, value in values.items() if value}))
    holds = end or stated + timedelta(days=asked.valid_days)
    sys.stdout.write(f"{_shown(path)}: {asked.id} ({asked.title}), stated by {values['by']}, holds until {holds}\n")


def _catalog(packs: list[Path]) -> Catalog:
    from golint import catalog

    return catalog.load(packs)


def _item(known: Catalog, name: str) -> Item:
    from golint.hints import nearest

    items = {item.id: item for checklist in known.checklists.values() for item in checklist.items}
    if name not in items:
        hint = nearest(name, items)
        raise click.ClickException(f"there is no item {name!r}; {hint if 'mean' in hint else 'golint audit lists those of your providers'}")
    return items[name]


def _check_provider(known: Catalog, name: str) -> None:
    from golint.hints import nearest

    if name and name not in known.providers:
        raise click.ClickException(f"there is no provider {name!r}; {nearest(name, known.providers)}")


def _plain(day: date | None) -> date | None:
    """The day alone: click gives midnight."""
    return None if day is None else date(day.year, day.month, day.day)


def _user(folder: str) -> str:
    from golint.sources import repository

    name = repository.user(folder)
    if not name:
        raise click.ClickException('git knows no name of yours; say who states it with --by "NAME"')
    return name


def _table(values: dict[str, object]) -> str:
    lines = (f"{name} = {value if isinstance(value, date) else _quoted(str(value))}" for name, value in values.items())
    return "\n".join(("[[attestation]]", *lines)) + "\n"


def _quoted(text: str) -> str:
    """A text as a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(char):04x}" if ord(char) < 32 or ord(char) == 127 else char for char in escaped) + '"'


def _append(path: Path, table: str) -> None:
    try:
        before = path.read_text("utf-8") if path.exists() else ""
        gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
        path.write_text(f"{before}{gap}{table}", "utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise click.ClickException(f"{path} cannot be written ({reason})") from None


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
