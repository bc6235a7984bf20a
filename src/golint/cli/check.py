"""`golint check`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from golint import formats, quick
from golint.cli import options
from golint.cli.exits import CLEAN, FINDINGS, INCOMPLETE, NOTHING, mistakes
from golint.cli.loading import catalogue, write
from golint.cli.terminal import progress, wants_colour
from golint.model import Level, Severity, Skip

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.model import Report
    from golint.settings import Settings


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--format", type=click.Choice(formats.NAMES), help="What to print: text by default.")
@click.option("--output", metavar="FILE", help="Write the report to this file; a summary still comes to the terminal.")
@click.option("--select", multiple=True, metavar="RULES", help="Ask these rules or families alone, separated by commas.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave out these rules or families.")
@click.option("--level", type=click.Choice([*map(str, Level)]), help="Ask the rules up to this level; practice by default.")
@click.option(
    "--fail-on",
    type=click.Choice([*map(str, Severity), "never"]),
    help="The severity from which findings give exit code 1; warning by default.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 though there are findings.")
@click.option(
    "--provider", "providers", multiple=True, metavar="ID", help="The payment providers that the shop uses; found out by default."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out these paths, written as in .gitignore.")
@click.option("--force-exclude", is_flag=True, default=None, help="Leave out excluded files though they are named.")
@click.option("--stdin-filename", metavar="PATH", help="The path of the text on standard input (PATHS is -).")
@click.option("--staged", is_flag=True, default=None, help="Check what is staged for the next commit, and not the work tree.")
@click.option("--since", metavar="REF", help="Report only what is new since the work left this branch, tag or commit.")
@click.option("--history", is_flag=True, default=None, help="Search all that was ever committed for keys, and not the work tree.")
@options.baseline
@click.option("--no-baseline", is_flag=True, help="Report the accepted findings too.")
@options.packs
@options.config
@options.isolated
@options.jobs
@options.no_cache
@options.colour
@click.option("--sarif-profile", type=click.Choice(formats.PROFILES), default="github", help="full keeps the suppressed results.")
@click.option("--quiet", "-q", is_flag=True, help="Print the findings alone.")
@click.option("--verbose", "-v", is_flag=True, help="Tell which files were skipped, and why.")
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Check PATHS (the working directory by default) and report what is wrong.

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration, 3 nothing to check, 4 incomplete.
    """
    with mistakes():
        settings = _settings(paths, given)
        known = catalogue(settings, formats.NAMES)
        with progress(quiet=given["quiet"]) as told:
            from golint import cache, engine

            skipped: list[tuple[str, str]] = []
            report = engine.run(
                settings,
                known,
                use_baseline=not given["no_baseline"],
                progress=told,
                cache=None if given["no_cache"] else cache.usual(),
                on_skip=(lambda path, reason: skipped.append((path, reason.value))) if given["verbose"] else None,
            )
        _show(report, known, settings, given)
        sys.stderr.write("".join(f"skipped: {path} ({reason})\n" for path, reason in skipped))
    if not given["no_cache"]:
        _leave_card(report, known, settings)
    return _code(report, settings, given["exit_zero"])


def _leave_card(report: Report, known: Catalog, settings: Settings) -> None:
    """Prepare the quick answer for later runs with these options, where files alone were named and nothing but them decides."""
    context = click.get_current_context()
    given = {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE} - {"paths"}
    options = [f"--{name.replace('_', '-')}" for name in given]
    plain = settings.format == "text" and not settings.output and settings.colour in (None, "auto") and not settings.baseline
    sorted_out = settings.force_exclude and (settings.exclude or settings.include)
    if not plain or sorted_out or not quick.OPTIONS.issuperset(options) or not all(map(os.path.isfile, settings.paths)):
        return
    if quick.is_kept(options):
        return
    from golint.formats import summary
    from golint.sources.shapes import BINARY, VENDORED
    from golint.triggers import gate

    own, rules = gate(known).spelt_out()
    facts = quick.facts_of(summary.counted(len(report.rules), "rule"), settings.max_file_size, BINARY, VENDORED, own, rules)
    quick.keep(options, map(str, known.folders), facts)


def _settings(paths: tuple[str, ...], given: dict[str, Any]) -> Settings:
    """The settings of the file with those of the command line over them."""
    from golint.settings import load

    where = [f"--{name}" for name in ("staged", "since", "history") if given[name]]
    if len(where) > 1:
        raise click.UsageError(f"{' and '.join(where)} look at different things; give one of them")
    settings = load(paths or (".",), config=_text(given["config"]), isolated=given["isolated"])
    return settings.merge(
        **{name: given[name] for name in ("format", "output", "level", "fail_on", "providers", "exclude", "stdin_filename", "jobs")},
        staged=given["staged"] or None,
        since=given["since"] or None,
        history="only" if given["history"] else None,
        force_exclude=given["force_exclude"] or None,
        select=_listed(given["select"]),
        ignore=_listed(given["ignore"]),
        baseline=_text(given["baseline"]),
        packs=tuple(map(str, given["packs"])),
        colour=None if given["colour"] == "auto" else given["colour"],
    )


def _listed(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _show(report: Report, known: Catalog, settings: Settings, given: dict[str, Any]) -> None:
    """Findings to stdout or to the file, and the rest to stderr where a program reads stdout."""
    colour = wants_colour(settings.colour, sys.stdout, os.environ) and not settings.output
    text = formats.render(settings.format, report, known, colour=colour, profile=given["sarif_profile"])
    if given["quiet"] and settings.format == "text":
        text = _findings_alone(text, report, known, colour)
    if settings.output:
        write(settings.output, text, "--output")
    else:
        sys.stdout.writelines(text.splitlines(keepends=True))  # one long write would outlast a reader that leaves
    if not given["quiet"]:
        _tell(report, known, settings)


def _findings_alone(text: str, report: Report, known: Catalog, colour: bool) -> str:
    """The text report without its notices and its summary."""
    from msgspec.structs import replace

    from golint.formats import summary, terminal
    from golint.formats import text as full

    bare = replace(report, notices=())
    last = "\n".join(summary.lines(bare, known, terminal.style(colour))) + "\n"
    return full.render(bare, known, colour=colour).removesuffix(last).removesuffix("\n") if text else ""


def _tell(report: Report, known: Catalog, settings: Settings) -> None:
    """What a person at the terminal must hear though a program reads the report."""
    from golint.formats import summary, terminal, text

    ink = terminal.style(wants_colour(settings.colour, sys.stderr, os.environ))
    if settings.output:
        lines = [*(text.notice(one, ink) for one in report.notices), *summary.lines(report, known, ink)]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    elif settings.format not in ("text", "github"):
        sys.stderr.write("".join(f"{text.notice(one, ink)}\n" for one in report.notices))


def _code(report: Report, settings: Settings, exit_zero: bool) -> int:
    """The exit code. What could not be checked outweighs what was found, since a fault may be missing from the list."""
    if not report.coverage.files and not (report.history and report.history.versions):
        return _code_of_nothing(report, settings)
    if not report.complete:
        return INCOMPLETE
    if exit_zero or not any(settings.fails(finding.severity) for finding in report.findings):
        return CLEAN
    return FINDINGS


def _code_of_nothing(report: Report, settings: Settings) -> int:
    """The exit code where there was no file to look at. A hook names files, and that all of them are left out is as the settings want it;
    nor need a commit hold any."""
    if Skip.UNREADABLE in report.coverage.skipped:
        return INCOMPLETE if settings.staged else NOTHING
    return CLEAN if settings.staged or (settings.force_exclude and report.coverage.skipped) else NOTHING
