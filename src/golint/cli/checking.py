"""The work of `golint check`, whoever has read its arguments."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from golint import formats, quick
from golint.cli.exits import CLEAN, FINDINGS, INCOMPLETE, NOTHING, mistakes
from golint.cli.loading import catalogue
from golint.cli.speech import Speech
from golint.cli.terminal import progress, wants_colour
from golint.model import Skip

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.model import Report
    from golint.settings import Settings
    from golint.sources import Tree

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    dict.fromkeys(("format", "output", "level", "fail_on", "stdin_filename", "since", "baseline", "config", "jobs"))
    | dict.fromkeys(("force_exclude", "staged", "history"))
    | dict.fromkeys(("select", "ignore", "providers", "exclude", "packs"), ())
    | dict.fromkeys(("exit_zero", "no_baseline", "isolated", "no_cache", "quiet", "verbose"), False)
    | {"colour": "auto", "sarif_profile": "github"}
)
"""The options as they are where none is given."""


def run(arguments: Sequence[str], paths: tuple[str, ...], given: Mapping[str, Any], named: Collection[str]) -> int:
    """Check the paths, report, and give the exit code. `given` has a value for each option, of which the user `named` some in the
    `arguments` of the whole command."""
    speech = Speech(arguments)
    with mistakes():
        settings = _settings(paths, given)
        known = catalogue(settings, formats.NAMES)
        with progress(quiet=given["quiet"]) as told:
            from golint import cache, engine

            skipped: list[tuple[str, str]] = []
            trees: list[Tree] = []
            report = engine.run(
                settings,
                known,
                use_baseline=not given["no_baseline"],
                progress=told,
                cache=None if given["no_cache"] else cache.usual(),
                on_skip=(lambda path, reason: skipped.append((path, reason.value))) if given["verbose"] else None,
                on_tree=trees.append,
            )
        _show(speech, report, known, settings, given)
        speech.err("".join(f"skipped: {path} ({reason})\n" for path, reason in skipped))
    code = _code(report, settings, given["exit_zero"])
    if not given["no_cache"] and all(map(os.path.isdir, settings.paths)):
        from golint.cache.premises import of_run

        speech.keep(code, known, of_run(settings, *trees, past=bool(settings.history)), report)
    elif not given["no_cache"]:
        _leave_card(report, known, settings, named)
    return code


def _leave_card(report: Report, known: Catalog, settings: Settings, named: Collection[str]) -> None:
    """Prepare the quick answer for later runs with these options, where files alone were named and nothing but them decides."""
    options = [f"--{name.replace('_', '-')}" for name in named]
    plain = settings.format == "text" and not settings.output and settings.colour in (None, "auto") and not settings.baseline
    sorted_out = settings.force_exclude and bool(settings.include)
    if not plain or sorted_out or not quick.OPTIONS.issuperset(options) or not all(map(os.path.isfile, settings.paths)):
        return
    if quick.is_kept(options):
        return
    from golint.formats import summary
    from golint.settings.ignoring import Ignoring
    from golint.sources.shapes import BINARY, VENDORED
    from golint.triggers import gate

    below = PurePath(settings.cwd, "x").relative_to(settings.base).as_posix()[:-1]
    held = Ignoring(settings.exclude).held if settings.force_exclude else frozenset[str]()
    if "" in held or not below.isprintable():
        return
    own, rules = gate(known).spelt_out()
    facts = quick.facts_of(summary.counted(len(report.rules), "rule"), settings.max_file_size, (below, held), BINARY, VENDORED, own, rules)
    quick.keep(options, map(str, known.folders), facts)


def _settings(paths: tuple[str, ...], given: Mapping[str, Any]) -> Settings:
    """The settings of the file with those of the command line over them."""
    from golint.settings import load

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


def _show(speech: Speech, report: Report, known: Catalog, settings: Settings, given: Mapping[str, Any]) -> None:
    """Findings to stdout or to the file, and the rest to stderr where a program reads stdout."""
    colour = wants_colour(settings.colour, sys.stdout, os.environ) and not settings.output
    text = formats.render(settings.format, report, known, colour=colour, profile=given["sarif_profile"])
    if given["quiet"] and settings.format == "text":
        text = _findings_alone(text, report, known, colour)
    if settings.output:
        speech.write(settings.output, text, "--output")
    else:
        speech.out(text)
    if not given["quiet"]:
        _tell(speech, report, known, settings)


def _findings_alone(text: str, report: Report, known: Catalog, colour: bool) -> str:
    """The text report without its notices and its summary."""
    from msgspec.structs import replace

    from golint.formats import summary, terminal
    from golint.formats import text as full

    bare = replace(report, notices=())
    last = "\n".join(summary.lines(bare, known, terminal.style(colour))) + "\n"
    return full.render(bare, known, colour=colour).removesuffix(last).removesuffix("\n") if text else ""


def _tell(speech: Speech, report: Report, known: Catalog, settings: Settings) -> None:
    """What a person at the terminal must hear though a program reads the report."""
    from golint.formats import summary, terminal, text

    ink = terminal.style(wants_colour(settings.colour, sys.stderr, os.environ))
    if settings.output:
        lines = [*(text.notice(one, ink) for one in report.notices), *summary.lines(report, known, ink)]
        speech.out("".join(f"{line}\n" for line in lines))
    elif settings.format not in ("text", "github"):
        speech.err("".join(f"{text.notice(one, ink)}\n" for one in report.notices))


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
