"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)

packs = click.option("--packs", multiple=True, type=_FOLDER, metavar="DIR", help="Add the rules and providers of a folder.")
colour = click.option("--color", "colour", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the output.")
baseline = click.option("--baseline", type=FILE, metavar="FILE", help="The baseline; golint-baseline.txt by default, where it exists.")
config = click.option("--config", type=FILE, metavar="FILE", help="Read the settings from this file.")
isolated = click.option("--isolated", is_flag=True, help="Read no settings file.")
no_cache = click.option("--no-cache", is_flag=True, help="Look at every file again, and leave nothing for later runs.")
jobs = click.option("--jobs", "-j", type=click.IntRange(min=0), metavar="N", help="Processes to use; 0 decides by the number of files.")
