"""What a run has to do: what was never done, has changed or failed, the heavy ones first; and what it keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from golint import __version__
from golint.fleet import folder
from golint.fleet.ledger import Basis, Ledger
from golint.fleet.mirrors import MirrorError
from golint.fleet.names import named
from golint.fleet.places import Kind, Place
from golint.fleet.states import State, state
from golint.fleet.tasks import Limits, Task, Terms
from golint.sources import printable

if TYPE_CHECKING:
    from golint.catalog import Catalog

_LOOKING = 4  # threads that see to the states of repositories, which is git's work


class Plan(Struct, frozen=True):
    """The tasks in the order in which they are best begun, and the state of each repository by name, as it was before."""

    tasks: Sequence[Task]
    states: Mapping[str, str]


def basis_of(terms: Terms, known: Catalog) -> Basis:
    """What results rest on besides their repositories."""
    config = Path(terms.config).read_bytes() if terms.config else b""
    options = json.dumps([terms.providers, terms.exclude, terms.packs, terms.isolated, terms.history, hashlib.sha256(config).hexdigest()])
    return Basis(__version__, known.digest, hashlib.sha256(options.encode()).hexdigest(), terms.today.isoformat())


def planned(found: Sequence[Place], terms: Terms, limits: Limits, basis: Basis, ledger: Ledger, output: Path) -> Plan:
    """What is to be done. The ledger is told of it first."""
    paths = {place: printable(place.path) for place in found}
    names = named([(paths[place], place.shown) for place in found], ledger.names())
    ledger.enlist({names[paths[place]]: (paths[place], place.shown) for place in found})
    states: dict[str, str] = {}
    due: list[tuple[int, Task]] = []
    kept: list[Task] = []
    for place, seen in _states(found):
        task = Task(name=names[paths[place]], path=place.path, shown=place.shown, bare=place.kind is Kind.BARE, terms=terms, limits=limits)
        if isinstance(seen, str):
            ledger.fail(task.name, seen)
            folder.remove(output, task.name)
            continue
        states[task.name] = seen.digest
        if ledger.is_done(task.name, seen.digest, basis) and folder.holds(output, task.name):
            kept.append(task)
        else:
            due.append((seen.size, task))
    return Plan([*_first(due, ledger, output), *_again(kept, bool(due), ledger)], states)


def _states(found: Sequence[Place]) -> Iterator[tuple[Place, State | str]]:
    """The state of each repository; in words why it cannot be audited, where that is so."""
    with ThreadPoolExecutor(_LOOKING) as executor:
        yield from zip(found, executor.map(_state, found), strict=True)


def _state(place: Place) -> State | str:
    if place.problem:
        return place.problem
    try:
        return state(place)
    except MirrorError as error:
        return str(error)
    except OSError as error:
        return f"cannot be read ({error.strerror}): see to its permissions"


def _first(due: list[tuple[int, Task]], ledger: Ledger, output: Path) -> list[Task]:
    """The tasks with the heaviest repositories first, so that no processor waits for them at the end."""
    tasks = [task for _, task in sorted(due, key=lambda pair: (-pair[0], pair[1].name))]
    ledger.pend(task.name for task in tasks)
    for task in tasks:
        folder.remove(output, task.name)
    return tasks


def _again(kept: list[Task], new: bool, ledger: Ledger) -> Iterator[Task]:
    """Tasks that digest the secrets of kept results under the salt of this run, where they are to be compared with others."""
    if not new and len(ledger.runs()) <= 1:
        return
    for task in kept:
        places = ledger.places(task.name)
        if places:
            yield replace(task, places=places)
