"""`golint audit` and `golint report`: is a shop ready to go live with a provider, and what is missing?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from golint.cli import auditing, options
from golint.formats import readiness as formats

_format = click.option("--format", "-f", type=click.Choice(formats.NAMES), default="text", show_default=True, help="What to write.")
_output = click.option("--output", "-o", type=options.FILE, metavar="FILE", help="Write to this file, and the verdict to the terminal.")
_compare = click.option("--compare", type=options.FILE, metavar="OLD.json", help="Tell what has changed since this saved audit.")
_fail_on = click.option(
    "--fail-on",
    type=click.Choice(["not-ready", "risks", "never"]),
    default="not-ready",
    show_default=True,
    help="The verdict that gives exit code 1.",
)


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True, path_type=Path))
@click.option("--provider", "providers", multiple=True, metavar="ID", help="Audit for this provider; those that the code uses by default.")
@_format
@_output
@_compare
@_fail_on
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out these paths, written as in .gitignore.")
@click.option("--history/--no-history", default=None, help="Search all that was ever committed for keys; by default where that is quick.")
@options.packs
@options.config
@options.isolated
@options.jobs
@options.no_cache
@options.colour
@click.option("--quiet", "-q", is_flag=True, help="Show no progress, and no verdict beside --output.")
def audit(path: Path, **given: Any) -> int:
    """Answer the go-live checklist of each payment provider that PATH (the working directory by default) uses.

    Exit codes: 0 ready, or ready with risks; 1 not ready; 2 usage or configuration; 3 nothing to audit; 4 incomplete.
    """
    return auditing.run(click.get_current_context().obj, str(path), given)


@click.command()
@click.argument("results", type=options.FILE)
@_format
@_output
@_compare
@_fail_on
@options.packs
@options.colour
@click.option("--quiet", "-q", is_flag=True, help="Show no verdict beside --output.")
def report(results: Path, **given: Any) -> int:
    """Write the audit that RESULTS (of golint audit --format json) holds in another format, or compare it with an older one."""
    return auditing.retell(click.get_current_context().obj, results, given)
