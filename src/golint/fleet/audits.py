"""One repository of a fleet: a task in, its answer out. Whatever happens to it is told, and nothing is raised."""

from __future__ import annotations

import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from golint.fleet.layouts import Layout, laid_out
from golint.fleet.mirrors import MirrorError
from golint.fleet.tasks import Answer, Audited, Digested, Failed, Held, Task, Terms
from golint.formats import readiness as formats
from golint.model import Report, Skip
from golint.readiness import auditing
from golint.readiness.fleet import Count, Entry, Part, Status
from golint.readiness.model import Readiness, Section, State
from golint.settings import Settings, Statements, load, repository_of, validate

if TYPE_CHECKING:
    from golint.catalog import Catalog

SUFFIXES = {"sarif": "sarif", "html": "html", "json": "json"}
"""The format of each of a repository's files, by its suffix."""


class _Opened(Struct, frozen=True):
    """Where the files of a task lie, and what of the repository is not among them."""

    folder: str
    layout: Layout | None = None


def answer(task: Task) -> Answer:
    """What became of the repository."""
    from golint.baseline import BaselineError
    from golint.catalog import CatalogError
    from golint.settings import SettingsError

    try:
        return _digested(task) if task.places else _audited(task)
    except (CatalogError, BaselineError, SettingsError, MirrorError) as error:
        return Failed(str(error))
    except OSError as error:
        return Failed(f"a file cannot be read or written ({error.strerror})")
    except Exception as error:  # the text of an error may quote a file, and so a key: only its kind is told
        return Failed(f"internal error ({type(error).__name__}); please report it as a bug of golint")


def _audited(task: Task) -> Audited:
    started = time.perf_counter()
    with _opened(task) as opened:
        settings, known = _settings(opened.folder, task.terms)
        settings = replace(settings, history="too" if _searches_history(task) else "")
        statements = auditing.stated(settings, known)
        found = auditing.audit(settings, known, statements, task.terms.today, run_key=task.terms.salt)
    found = replace(found, report=_completed(found.report, opened.layout))
    texts = {suffix: zlib.compress(formats.render(name, found, known).encode(), 1) for suffix, name in SUFFIXES.items()}
    return Audited(
        entry=_entry(task, found, time.perf_counter() - started),
        held=tuple(_held(found.report)),
        texts=texts,
        dated=statements != Statements() or any(one.suppression and one.suppression.until for one in found.report.suppressed),
    )


def _digested(task: Task) -> Answer:
    """The secrets at known places, digested with another salt. Their files alone are read."""
    from golint.engine import Inquiry
    from golint.project import Project
    from golint.sources import SourceFile, read

    paths = tuple(sorted({path for path, _ in task.places}))
    with _opened(task, paths) as opened:
        settings, known = _settings(opened.folder, task.terms)
        sources = {path: read(opened.folder, path, settings.max_file_size) for path in paths}
        given = {path: source.data for path, source in sources.items() if isinstance(source, SourceFile)}
        inquiry = Inquiry(known, Project.of(given), lambda _: (), run_key=task.terms.salt)
        views = {path: inquiry.view(path) for path in given}
        found = {(path, one.span.start): one.digest.hex() for path, view in views.items() if view for one in view.secrets}
    if any(place not in found for place in task.places):
        return _audited(task)  # it has changed since, or its names are not what they are shown as
    return Digested(tuple(found[place] for place in task.places))


@contextmanager
def _opened(task: Task, only: tuple[str, ...] = ()) -> Iterator[_Opened]:
    """The files of a task; those of a bare repository are laid out meanwhile."""
    if not task.bare:
        yield _Opened(task.path)
        return
    with laid_out(task.path, only) as layout:
        yield _Opened(layout.folder, layout)


def _settings(folder: str, terms: Terms) -> tuple[Settings, Catalog]:
    """The settings of the repository with those of the run over them, and the catalogue. Raises SettingsError."""
    own = load((".",), config=terms.config, isolated=terms.isolated, cwd=folder)
    settings = auditing.thorough(own.merge(providers=terms.providers, exclude=terms.exclude, packs=terms.packs, jobs=1))
    known = _catalogue(settings.packs)
    validate(settings, {rule.id: rule.family for rule in known.rules.values()}, providers=known.providers)
    return settings, known


def _searches_history(task: Task) -> bool:
    """Whether to search what was ever committed: as asked, else where git keeps so little that it takes seconds."""
    from golint.sources import history

    asked = task.terms.history
    if asked is False or not (task.bare or repository_of(task.path)):
        return False
    return bool(asked) or history.size(task.path) <= history.QUICK


@lru_cache(maxsize=4)
def _catalogue(packs: tuple[str, ...]) -> Catalog:
    from golint import catalog

    return catalog.load([Path(folder) for folder in packs])


def _completed(report: Report, layout: Layout | None) -> Report:
    """The report with what could not be laid out; without the content of every file it is not complete."""
    if layout is None or not layout.notices:
        return report
    skipped = Counter(report.coverage.skipped)
    skipped[Skip.UNREADABLE] += layout.missing
    skipped[Skip.LARGE] += len(layout.notices) - layout.missing
    coverage = replace(report.coverage, skipped={reason: skipped[reason] for reason in Skip if skipped[reason]})
    notices = (*layout.notices, *report.notices)
    return replace(report, notices=notices, coverage=coverage, complete=report.complete and not layout.missing)


def _entry(task: Task, found: Readiness, seconds: float) -> Entry:
    report, repository = found.report, found.repository
    counts = Counter((one.rule, one.severity) for one in report.findings)
    return Entry(
        name=task.name,
        path=task.shown,
        status=Status.DONE,
        title=repository.name,
        commit=repository.commit,
        dirty=repository.dirty,
        date=found.date,
        verdict=found.verdict if found.sections else None,
        complete=report.complete,
        parts=tuple(map(_part, found.sections)),
        counts=tuple(Count(rule, severity, number) for (rule, severity), number in sorted(counts.items())),
        suppressed=len(report.suppressed),
        files=report.coverage.files,
        bytes=report.coverage.bytes,
        seconds=round(seconds, 3),
    )


def _part(section: Section) -> Part:
    blocking = [one for one in section.answers if one.blocks]
    return Part(
        provider=section.provider,
        name=section.name,
        checklist=section.checklist,
        title=section.title,
        verdict=section.verdict,
        faults=sum(one.state is not State.MANUAL for one in blocking),
        due=sum(one.state is State.MANUAL for one in blocking),
        risks=sum(one.is_risk for one in section.answers),
        items=len(section.answers),
    )


def _held(report: Report) -> Iterator[Held]:
    """The secrets of the repository, each place once."""
    seen = set()
    for one in report.observations:
        place = (one.location.path, one.location.span.start)
        if one.kind != "secret" or place in seen:
            continue
        seen.add(place)
        yield Held(
            path=one.location.path,
            start=one.location.span.start,
            line=one.location.region.start_line,
            stage=one.stage.value,
            masked=one.values["masked"],
            kind=one.values["kind"],
            mode=one.values["mode"],
            providers=one.values["providers"],
            digest=one.key,
        )
