"""Audits of many repositories: each apart from the others, here or on a cluster, and taken up again where they were broken off."""

from __future__ import annotations

import dataclasses
import os
import secrets
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field, structs

from golint import __version__
from golint.fleet import folder
from golint.fleet.errors import FleetError, LostError
from golint.fleet.ledger import Basis, Ledger, opened
from golint.fleet.places import Place, places
from golint.fleet.plan import Plan, basis_of, planned
from golint.fleet.spreading import Crew, answers, processes
from golint.fleet.tasks import Answer, Audited, Digested, Failed, Limits, Task, Terms
from golint.readiness.fleet import Fleet, ordered

if TYPE_CHECKING:
    from golint.catalog import Catalog

__all__ = ["FleetError", "Limits", "LostError", "Request", "Terms", "run"]

Progress = Callable[[int, int], None]


class Request(Struct, frozen=True, kw_only=True):
    """What is to be audited, on which terms and by whom.

    `source` is a list of repositories or a folder of them. `jobs` is the number of processes here; `scheduler` the address of a Dask
    cluster that takes their place. With `fresh` earlier results are thrown away.
    """

    source: Path
    output: Path
    terms: Terms
    limits: Limits = field(default_factory=Limits)
    jobs: int = 1
    scheduler: str = ""
    fresh: bool = False


def run(request: Request, known: Catalog, progress: Progress | None = None) -> Fleet:
    """Audit what has not been audited yet or has changed since, and write the results. The overview is written also where the run is broken
    off; the next one goes on there. Raises FleetError."""
    found = places(request.source, request.output)
    with folder.held(request.output), opened(request.output) as ledger:
        if request.fresh:
            _clear(request.output, ledger)
        try:
            _work(request, known, found, ledger, progress)
        finally:
            fleet = _overview(request, known, ledger)
    return fleet


def _work(request: Request, known: Catalog, found: list[Place], ledger: Ledger, progress: Progress | None) -> None:
    # The salt makes digests comparable within this run alone. It is never written, so a later run digests anew what it keeps.
    salted = structs.replace(request, terms=dataclasses.replace(request.terms, salt=os.urandom(32)))
    basis, number = basis_of(salted.terms, known), secrets.token_hex(8)
    plan = planned(found, salted.terms, salted.limits, basis, ledger, request.output)
    done: list[str] = []

    def beat() -> None:
        if progress:
            progress(len(found) - len(plan.tasks) + len(done), len(found))

    if not plan.tasks:
        return
    with _crew(request) as crew:
        for task, answer in answers(crew, plan.tasks, beat):
            _take(task, answer, plan, basis, number, ledger, request.output)
            done.append(task.name)


@contextmanager
def _crew(request: Request) -> Iterator[Crew]:
    """Who does the work."""
    if not request.scheduler:
        with processes(request.jobs) as crew:
            yield crew
        return
    from golint.fleet.cluster import cluster

    with cluster(request.scheduler) as crew:
        yield crew


def _take(task: Task, answer: Answer, plan: Plan, basis: Basis, number: str, ledger: Ledger, output: Path) -> None:
    """Keep what became of a repository: first its files, then that it is done."""
    match answer:
        case Audited():
            folder.write(output, task.name, {suffix: zlib.decompress(text) for suffix, text in answer.texts.items()})
            ledger.finish(answer, plan.states[task.name], basis, number)
        case Digested():
            ledger.digest_anew(task.name, task.places, answer.digests, number)
        case Failed():
            ledger.fail(task.name, answer.reason)
            folder.remove(output, task.name)


def _overview(request: Request, known: Catalog, ledger: Ledger) -> Fleet:
    from golint.formats import fleet as formats

    fleet = Fleet(
        tool=__version__,
        digest=known.digest,
        date=request.terms.today.isoformat(),
        entries=ordered(list(ledger.entries())),
        keys=tuple(ledger.shared()),
        names={provider.id: provider.name for provider in known.providers.values()},
        compared=len(ledger.runs()) <= 1,
    )
    for name, file in formats.FILES.items():
        folder.replace(request.output / file, formats.render(name, fleet).encode())
    return fleet


def _clear(output: Path, ledger: Ledger) -> None:
    for name in ledger.results():
        folder.remove(output, name)
    ledger.clear()
