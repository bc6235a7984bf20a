"""`golint cache`: where results are kept, how much that is, and how to be rid of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from golint.cache.folder import Folder, Usage


@click.group()
def cache() -> None:
    """The results that golint keeps for later runs."""


@cache.command()
def show() -> int:
    """Tell where the cache lies and how big it is."""
    folder = _folder()
    sys.stdout.write(f"{folder.path}: {_counted(folder.usage())}\n")
    return 0


@cache.command()
def clear() -> int:
    """Empty the cache. Nothing but time is lost."""
    folder = _folder()
    sys.stdout.write(f"{folder.path}: {_counted(folder.clear())} removed\n")
    return 0


def _folder() -> Folder:
    from golint.cache.folder import Folder
    from golint.places import cache_folder

    path = cache_folder()
    if not path:
        raise click.ClickException("there is no cache: this user has no home folder; set GOLINT_CACHE_DIR")
    return Folder(path)


def _counted(usage: Usage) -> str:
    size = usage.bytes / 1_000_000
    return f"{usage.files:,} file{'' if usage.files == 1 else 's'}, {size:,.1f} MB"
