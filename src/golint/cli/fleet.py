"""`golint fleet`: which of many repositories are not ready to go live, and which keys they share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from golint.cli import options
from golint.cli.exits import CLEAN, FINDINGS, INCOMPLETE, NOTHING, mistakes
from golint.cli.loading import catalogue
from golint.cli.terminal import progress, wants_colour

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.fleet import Request
    from golint.readiness.fleet import Fleet

_FOLDER = click.Path(file_okay=False, path_type=Path)


def _size(_context: click.Context, _option: click.Parameter, value: str) -> int:
    """A number of bytes, as in the settings."""
    from golint.settings import SettingsError
    from golint.settings.kinds import READERS, read

    if value == "0":
        return 0
    try:
        found: int = read(READERS["max_file_size"], int(value) if value.isdecimal() else value, "--memory", "memory")
    except SettingsError as error:
        raise click.BadParameter(str(error)) from None
    return found


@click.command()
@click.argument("repositories", type=click.Path(exists=True, path_type=Path), metavar="REPOS.txt|DIR")
@click.option("--output", "-o", type=_FOLDER, default="golint-fleet", show_default=True, metavar="DIR", help="Where the results go.")
@click.option("--fresh", is_flag=True, help="Throw earlier results away, and audit every repository.")
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=1800, show_default=True, metavar="SECONDS", help="For a repository; 0: none."
)
@click.option(
    "--memory", callback=_size, default="2 GB", show_default=True, metavar="SIZE", help="For a repository, on Linux; 0: no limit."
)
@click.option("--scheduler", metavar="ADDRESS", default="", help="Work on this Dask cluster (needs golint[fleet]).")
@click.option("--provider", "providers", multiple=True, metavar="ID", help="Audit for this provider; those that each code uses by default.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out these paths of each repository, written as in .gitignore.")
@click.option(
    "--fail-on",
    type=click.Choice(["not-ready", "risks", "never"]),
    default="not-ready",
    show_default=True,
    help="The verdict that gives exit code 1.",
)
@click.option("--history/--no-history", default=None, help="Search all that was ever committed for keys; by default where that is quick.")
@options.packs
@click.option("--config", type=options.FILE, metavar="FILE", help="Read the settings from this file, in place of each repository's own.")
@options.isolated
@click.option("--jobs", "-j", type=click.IntRange(min=0), default=0, metavar="N", help="Processes to use; 0: as many as processors.")
@options.colour
@click.option("--quiet", "-q", is_flag=True, help="Show no progress, and no summary.")
def fleet(repositories: Path, **given: Any) -> int:
    """Audit each repository that REPOS.txt lists (one path a line) or that lies directly below DIR: work trees, bare ones, plain folders.

    A run that was broken off goes on where it was; a later one audits what has changed since, or failed. The overview is DIR/index.html.

    Exit codes: 0 all ready, or ready with risks; 1 some not ready; 2 usage or configuration; 3 nothing to audit; 4 some failed or
    incomplete.
    """
    with mistakes():
        from golint import fleet as fleets

        request = _request(repositories, given)
        known = _known(request)
        try:
            with progress(quiet=given["quiet"], noun="repositories") as told:
                found = fleets.run(request, known, told)
        except fleets.LostError as error:
            sys.stderr.write(f"golint: {error}\n")
            return INCOMPLETE
        except fleets.FleetError as error:
            raise click.ClickException(str(error)) from None
    if not given["quiet"]:
        _show(found, request, given["colour"])
    return _code(found, given["fail_on"])


def _request(repositories: Path, given: dict[str, Any]) -> Request:
    from golint.engine.pool import processors
    from golint.fleet import Limits, Request, Terms
    from golint.readiness.auditing import day

    terms = Terms(
        today=day(os.environ),
        providers=given["providers"],
        exclude=given["exclude"],
        packs=tuple(str(folder.resolve()) for folder in given["packs"]),
        config=str(given["config"].resolve()) if given["config"] else None,
        isolated=given["isolated"],
        history=given["history"],
    )
    return Request(
        source=repositories,
        output=given["output"].resolve(),
        terms=terms,
        limits=Limits(given["timeout"], given["memory"]),
        jobs=given["jobs"] or processors(),
        scheduler=given["scheduler"],
        fresh=given["fresh"],
    )


def _known(request: Request) -> Catalog:
    """The catalogue, once the settings that hold for every repository have been looked at."""
    from golint.settings import load

    terms = request.terms
    settings = load((".",), config=terms.config, isolated=terms.config is None)
    return catalogue(settings.merge(providers=terms.providers, exclude=terms.exclude, packs=terms.packs))


def _show(found: Fleet, request: Request, colour: str) -> None:
    from golint.formats import fleet as formats
    from golint.formats.fleet import text

    overview = os.path.relpath(request.output / formats.FILES["html"])
    sys.stdout.write(text.render(found, overview, colour=wants_colour(colour, sys.stdout, os.environ)))


def _code(found: Fleet, fail_on: str) -> int:
    from golint.readiness.fleet import Outcome

    if not found.complete:
        return INCOMPLETE
    failing = {"not-ready": (Outcome.NOT_READY,), "risks": (Outcome.NOT_READY, Outcome.RISKS), "never": ()}[fail_on]
    if all(entry.outcome is Outcome.NOTHING for entry in found.entries):
        return NOTHING
    return FINDINGS if any(entry.outcome in failing for entry in found.entries) else CLEAN
