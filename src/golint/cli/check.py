"""The arguments of `golint check`."""

from __future__ import annotations

from typing import Any

import click
from click.core import ParameterSource

from golint import formats
from golint.cli import checking, options
from golint.model import Level, Severity


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
    where = [f"--{name}" for name in ("staged", "since", "history") if given[name]]
    if len(where) > 1:
        raise click.UsageError(f"{' and '.join(where)} look at different things; give one of them")
    context = click.get_current_context()
    named = {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    return checking.run(context.obj, paths, given, named - {"paths"})
