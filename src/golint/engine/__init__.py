"""The engine: settings and a catalogue in, a finished report out."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from golint import baseline as baselines
from golint.baseline import Baseline, Entry
from golint.catalog import Catalog
from golint.engine.files import FileResult, check_file
from golint.engine.inquiry import Inquiry, Place
from golint.engine.judging import Verdict, judge
from golint.engine.planning import Plan, narrowed
from golint.engine.pool import outcomes
from golint.model import Coverage, Notice, Report, Skip
from golint.project import Project
from golint.settings import Settings
from golint.sources import Files, Tree, discover, printable
from golint.triggers import gate

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from golint.cache import Cache
    from golint.engine.history import Past
    from golint.engine.warm import Memory, Recorded, Recorder
    from golint.sources.changes import Changes

__all__ = ["FileResult", "Inquiry", "Verdict", "check_file", "judge", "run"]

SECRETS_BASELINE = ".secrets.baseline"
_MANY = 1000  # files, from which the faster engine of the prefilter pays for the time that it takes to make
Progress = Callable[[int, int], None]


def run(
    settings: Settings,
    catalog: Catalog,
    *,
    use_baseline: bool = True,
    executor: Executor | None = None,
    progress: Progress | None = None,
    on_skip: Callable[[str, Skip], None] | None = None,
    on_tree: Callable[[Tree], None] | None = None,
    today: date | None = None,
    run_key: bytes | None = None,
    cache: Cache | None = None,
) -> Report:
    """Check what the settings name. Raises BaselineError for a baseline that cannot be used, GitError where they ask for what git has not.

    The files that were named are checked; those around them are asked only what the rules over the whole repository need to judge the named
    ones. `executor` takes the place of golint's own processes; `on_tree` is told which files were found, `on_skip` which were not looked
    at, and why. Runs under one `run_key` give equal secrets equal digests; by default it is drawn anew. What the `cache` knows of a
    work tree is not done again.
    """
    started = time.perf_counter()
    tree = discover(settings)
    if on_tree:
        on_tree(tree)
    changes = _changes(settings, tree) if settings.since else None
    plan = Plan(settings, narrowed(catalog, settings.providers), tree.root)
    accepted = _baseline(settings, tree) if use_baseline else None
    inquiry = _inquiry(plan, tree, use_baseline, run_key, watched=cache is not None)
    memory = _memory(cache, settings, tree, inquiry) if cache else None
    if len(tree.files) > _MANY:
        gate(plan.catalog).lexicon.hasten()
    work = _Work(settings.jobs, executor, progress, memory)
    results = work.results(inquiry.check, tree.reported, "check")
    others = sorted(set(tree.files) - set(tree.reported))
    around = work.results(inquiry.observe, others, "observe") if others and any(one.observations for one in results.values()) else {}
    if memory:
        memory.save()
    if on_skip:
        _tell_skipped(on_skip, tree, results)
    past = _past(settings, inquiry, progress) if settings.history else None
    named = {printable(path) for path in tree.reported}
    today = today or date.today()  # noqa: DTZ011  # the user's own day counts
    verdict = judge(inquiry, {**around, **results}, today, accepted, named, past.observations if past else ())
    stale = tuple(_stale(accepted, verdict, tree, named, plan)) if accepted else ()
    if changes is not None:
        from golint.engine import since

        verdict = since.narrowed(verdict, inquiry, changes, tree.limit, replace(work, progress=None, memory=None).results, today)
    coverage = _coverage(tree, results)
    return Report(
        root=tree.root,
        findings=verdict.findings,
        suppressed=verdict.suppressed,
        notices=(*tree.notices, *(past.notices if past else ()), *verdict.notices, *stale),
        coverage=coverage,
        history=past.history if past else None,
        rules=plan.rules(),
        providers=tuple(sorted({provider for one in results.values() for provider in one.providers})),
        observations=tuple(one for path in sorted(results) for one in results[path].observations),
        seconds=time.perf_counter() - started,
        complete=verdict.complete and not coverage.skipped.get(Skip.UNREADABLE) and (past is None or past.complete),
        whole=bool(tree.folders) and not settings.providers,
    )


class _Work(Struct, frozen=True):
    """How the files of a run are worked off."""

    jobs: int
    executor: Executor | None
    progress: Progress | None
    memory: Memory | None = None

    def results(self, check: Callable[[str], FileResult], paths: Sequence[str], kind: str = "") -> dict[str, FileResult]:
        """The results by path, as it may be shown. Those of a `kind` may be remembered."""
        found = {}
        known = (
            self.memory.results(kind, check, paths, self._recorded)
            if self.memory and kind and len(paths) >= self.memory.cache.files
            else None
        )
        for done, (path, result) in enumerate(known or outcomes(check, paths, self.jobs, self.executor), 1):
            found[printable(path)] = result or _lost(printable(path))
            if self.progress:
                self.progress(done, len(paths))
        return found

    def _recorded(self, check: Recorder, paths: Sequence[str]) -> Iterator[tuple[str, Recorded | None]]:
        return outcomes(check, paths, self.jobs, self.executor)


def _lost(path: str) -> FileResult:
    remedy = "exclude it, and please report it as a bug of golint"
    return FileResult(notices=(Notice(path, f"the process that checked this file died, so it was not checked; {remedy}"),), failed=True)


class _Places(Struct, frozen=True):
    """What settings and git say of a path."""

    plan: Plan
    ignored: Mapping[str, bool]

    def __call__(self, path: str) -> Place:
        override = self.plan.there(path)
        ignored = self.ignored.get(path)
        return Place(override.side, override.stage, None if ignored is None else not ignored)


def _inquiry(plan: Plan, tree: Tree, use_baseline: bool, run_key: bytes | None, *, watched: bool = False) -> Inquiry:
    files = Files(tree.root, tree.limit, tree.given)
    ignored = {path: word for path in tree.files if (word := tree.ignored(path) and not tree.tracked(path)) is not None}
    imported = Path(tree.root, SECRETS_BASELINE)
    return Inquiry(
        plan.catalog,
        Project(tree.files, files.data, watched=watched),
        plan.asked,
        _Places(plan, ignored),
        files.source,
        known=baselines.known_secrets(imported) if use_baseline and imported.is_file() else frozenset(),
        run_key=run_key or os.urandom(32),
    )


def _memory(cache: Cache, settings: Settings, tree: Tree, inquiry: Inquiry) -> Memory | None:
    """What the cache knows of the tree; nothing where it does not pay, or what is looked at does not lie on the disk."""
    if settings.staged or len(tree.files) < cache.files:
        return None
    from golint.engine.warm import Memory

    return Memory(cache, settings, tree, inquiry)


def _past(settings: Settings, inquiry: Inquiry, progress: Progress | None) -> Past:
    from golint.engine.history import search

    return search(settings, inquiry, progress)


def _changes(settings: Settings, tree: Tree) -> Changes:
    from golint.sources.changes import since

    return since(settings, tree)


def _baseline(settings: Settings, tree: Tree) -> Baseline | None:
    """The baseline that the settings name, which must be there, else the one at the root, if any."""
    if settings.baseline:
        return baselines.read(Path(settings.cwd, settings.baseline))
    path = Path(tree.root, baselines.NAME)
    return baselines.read(path) if path.is_file() else None


def _stale(baseline: Baseline, verdict: Verdict, tree: Tree, named: set[str], plan: Plan) -> Iterator[Notice]:
    """A notice of the entries that fit nothing any more, as far as this run can tell: file and rule were asked, or the file is gone."""
    entries = baseline.stale((*verdict.findings, *verdict.suppressed)) if verdict.complete else ()
    gone = [entry for entry in entries if _is_gone(entry, tree, named, plan)]
    if gone:
        count = f"{len(gone):,} accepted finding{' is' if len(gone) == 1 else 's are'} gone"
        yield Notice(baselines.NAME, f"{count}; golint baseline prune removes {'it' if len(gone) == 1 else 'them'}")


def _is_gone(entry: Entry, tree: Tree, named: set[str], plan: Plan) -> bool:
    rule = plan.catalog.rules.get(entry.rule)
    asked = rule in plan.asked(entry.path)
    if (rule is not None and rule.scope == "history") or not tree.files:
        return asked  # the past goes on where there is no such file any more
    return (entry.path in named and asked) or not Path(tree.root, entry.path).exists()


def _tell_skipped(on_skip: Callable[[str, Skip], None], tree: Tree, results: Mapping[str, FileResult]) -> None:
    read = {path: one.skip for path, one in results.items() if one.skip}
    for path, reason in sorted({**{printable(path): reason for path, reason in tree.left_out.items()}, **read}.items()):
        on_skip(path, reason)


def _coverage(tree: Tree, results: Mapping[str, FileResult]) -> Coverage:
    looked_at = [one for one in results.values() if one.skip is None and not one.gone]
    skipped: Counter[Skip] = Counter(tree.skipped)
    skipped.update(one.skip for one in results.values() if one.skip is not None)
    return Coverage(
        files=len(looked_at),
        bytes=sum(one.size for one in looked_at),
        parsed=sum(one.parsed for one in looked_at),
        skipped={reason: skipped[reason] for reason in Skip if skipped[reason]},
        unparsed=tuple(Notice(path, results[path].unparsed) for path in sorted(results) if results[path].unparsed),
    )
