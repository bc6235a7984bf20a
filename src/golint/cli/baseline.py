"""`golint baseline`: accept the findings of today, and drop those that are gone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from golint.cli import options
from golint.cli.exits import CLEAN, INCOMPLETE, NOTHING, mistakes
from golint.cli.loading import catalogue, write

if TYPE_CHECKING:
    from golint.baseline import Baseline, Entry
    from golint.model import Report


_history = click.option("--history", is_flag=True, help="Search all that was ever committed for keys too.")


@click.group()
def baseline() -> None:
    """Accept the findings of today, so that only new ones are reported."""


@baseline.command()
@options.baseline
@options.packs
@options.config
@options.isolated
@options.jobs
@_history
def create(baseline: Path | None, packs: tuple[Path, ...], config: Path | None, isolated: bool, jobs: int | None, history: bool) -> int:
    """Accept every finding of the repository as it is now."""
    from golint.baseline import Baseline

    with mistakes():
        file, old, report, past = _run(baseline, packs, config, isolated, jobs, history)
        new = (old or Baseline.empty()).accepting(report.findings)
        new = replace(new, entries=new.entries | past)
        write(file, new.text(), "--baseline")
    sys.stdout.write(f"{file}: {_entries(len(new.entries))}\n")
    return _code(report)


@baseline.command()
@options.baseline
@options.packs
@options.config
@options.isolated
@options.jobs
@_history
def prune(baseline: Path | None, packs: tuple[Path, ...], config: Path | None, isolated: bool, jobs: int | None, history: bool) -> int:
    """Remove the entries whose finding is gone. New findings are not added."""
    with mistakes():
        file, old, report, past = _run(baseline, packs, config, isolated, jobs, history)
        if old is None:
            raise click.ClickException(f"{file} is not there; golint baseline create writes it")
        if not report.complete:
            raise click.ClickException("the check was incomplete, so an entry may only seem to be gone; golint check names what failed")
        kept = old.accepting(finding for finding in report.findings if old.holds(finding))
        kept = replace(kept, entries=kept.entries | past)
        write(file, kept.text(), "--baseline")
    gone = len(old.entries) - len(kept.entries)
    sys.stdout.write(f"{file}: {_entries(len(kept.entries))}, {gone:,} removed\n")
    return CLEAN


def _run(
    baseline: Path | None, packs: tuple[Path, ...], config: Path | None, isolated: bool, jobs: int | None, history: bool
) -> tuple[Path, Baseline | None, Report, frozenset[Entry]]:
    """The baseline's file, what it holds, what the whole repository gives without it, and the entries about its history where that is not
    searched: whether they still fit nobody knows."""
    from golint import engine
    from golint.baseline import NAME, read
    from golint.settings import load

    settings = load(config=str(config) if config else None, isolated=isolated)
    settings = settings.merge(
        jobs=jobs, baseline=str(baseline) if baseline else None, packs=tuple(map(str, packs)), history="too" if history else None
    )
    known = catalogue(settings)
    report = engine.run(settings, known, use_baseline=False)
    file = Path(settings.baseline or Path(report.root, NAME))
    old = read(file) if file.exists() else None
    about_past = {rule.id for rule in known.rules.values() if rule.scope == "history"} if not history else set()
    return file, old, report, frozenset(entry for entry in old.entries if entry.rule in about_past) if old else frozenset()


def _entries(number: int) -> str:
    return f"{number:,} accepted finding{'' if number == 1 else 's'}"


def _code(report: Report) -> int:
    if not report.complete:
        return INCOMPLETE
    return CLEAN if report.coverage.files else NOTHING
