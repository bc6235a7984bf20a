"""The work of `golint audit` and `golint report`, whoever has read their arguments."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from golint.cli.exits import CLEAN, FINDINGS, INCOMPLETE, NOTHING, Mistake, mistakes
from golint.cli.loading import catalogue
from golint.cli.speech import Speech
from golint.cli.terminal import progress, wants_colour
from golint.formats import readiness as formats

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.model import Report
    from golint.readiness.model import Readiness
    from golint.settings import Settings
    from golint.sources import Tree

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    dict.fromkeys(("output", "compare", "history", "config", "jobs"))
    | dict.fromkeys(("providers", "exclude", "packs"), ())
    | dict.fromkeys(("isolated", "no_cache", "quiet"), False)
    | {"format": "text", "fail_on": "not-ready", "colour": "auto"}
)
"""The options of an audit as they are where none is given."""


def run(arguments: Sequence[str], path: str, given: Mapping[str, Any]) -> int:
    """Audit what stands at the path, report, and give the exit code. `given` has a value for each option in the `arguments` of the whole
    command."""
    speech = Speech(arguments)
    trees: list[Tree] = []
    with mistakes():
        from golint import cache
        from golint.readiness import auditing

        settings = _settings(path, given)
        known = catalogue(settings)
        statements, today = auditing.stated(settings, known), auditing.day(os.environ)
        old = _saved(given["compare"])
        with progress(quiet=given["quiet"]) as told:
            kept = None if given["no_cache"] else cache.usual()
            found = auditing.audit(settings, known, statements, today, progress=told, cache=kept, on_tree=trees.append)
        if found.sections:
            _show(speech, _since(found, old), known, given)
        else:
            speech.err(_nothing(found.report))
    code = _code(found, given["fail_on"]) if found.sections else NOTHING
    if not given["no_cache"]:
        from golint.cache.premises import of_run

        paths = chain(of_run(settings, *trees, past=True), _files(given["compare"]))
        speech.keep(code, known, paths, found.report)
    return code


def retell(arguments: Sequence[str], results: Path, given: Mapping[str, Any]) -> int:
    """Report a saved audit, and give the exit code."""
    speech = Speech(arguments)
    with mistakes():
        from golint import catalog

        found = _saved(results)
        if found is None:
            return NOTHING
        known = catalog.load(given["packs"])
        _show(speech, _since(found, _saved(given["compare"])), known, given)
    code = _code(found, given["fail_on"])
    speech.keep(code, known, _files(results, given["compare"]))
    return code


def _settings(path: str, given: Mapping[str, Any]) -> Settings:
    """The settings of the file with those of the command line over them. Every rule is asked, whatever a daily check asks."""
    from golint.readiness.auditing import thorough
    from golint.settings import load

    settings = load((path,), config=str(given["config"]) if given["config"] else None, isolated=given["isolated"])
    merged = settings.merge(
        providers=given["providers"],
        exclude=given["exclude"],
        packs=tuple(map(str, given["packs"])),
        jobs=given["jobs"],
        history="too" if _searches_history(settings, given["history"]) else None,
        colour=None if given["colour"] == "auto" else given["colour"],
    )
    return thorough(merged)


def _searches_history(settings: Settings, asked: bool | None) -> bool:
    """Whether to search what was ever committed: as asked, else where git keeps so little that nobody has to wait for it."""
    if asked is not None:
        return asked
    from golint.settings import repository_of

    folder = str(Path(settings.cwd, settings.paths[0]).resolve())
    if repository_of(folder) is None:
        return False
    from golint.sources import history

    return history.size(folder) <= history.QUICK


def _saved(path: Path | None) -> Readiness | None:
    if path is None:
        return None
    from golint.readiness.saved import SavedError, read

    try:
        return read(path, str(path))
    except SavedError as error:
        raise Mistake(str(error)) from None


def _files(*paths: Path | None) -> Iterator[str]:
    return (str(path) for path in paths if path)


def _since(found: Readiness, old: Readiness | None) -> Readiness:
    if old is None:
        return found
    from golint.readiness.comparison import compared

    return compared(found, old)


def _show(speech: Speech, found: Readiness, known: Catalog, given: Mapping[str, Any]) -> None:
    """The report to stdout, or to the file and the verdict to stdout."""
    colour = wants_colour(given["colour"], sys.stdout, os.environ) and not given["output"]
    text = formats.render(given["format"], found, known, colour=colour)
    if not given["output"]:
        speech.out(text)
        return
    speech.write(given["output"], text, "--output")
    if not given["quiet"]:
        from golint.formats.readiness import text as full

        speech.out(full.verdicts(found, wants_colour(given["colour"], sys.stdout, os.environ)))


def _nothing(report: Report) -> str:
    files = report.coverage.files
    looked = f"none of the {files:,} files uses a payment provider that golint knows" if files else "there is no file to look at"
    return f"golint: nothing to audit: {looked}; name one with --provider (golint providers lists them)\n"


def _code(found: Readiness, fail_on: str) -> int:
    from golint.readiness.model import Verdict

    if not found.report.complete:
        return INCOMPLETE
    failing = {"not-ready": (Verdict.NOT_READY,), "risks": (Verdict.NOT_READY, Verdict.RISKS), "never": ()}[fail_on]
    return FINDINGS if found.verdict in failing else CLEAN
