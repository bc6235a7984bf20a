"""Runs the check of many files, in this process or in several."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from golint import memory

if TYPE_CHECKING:  # a run over a few files needs none of this, and it takes a hundredth of a second
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

_PATIENCE = 0.2 if sys.platform == "linux" else 1.5  # seconds of work for which starting processes pays; forking is much cheaper
_MANY = 300  # files, for which it pays in any case
_CHUNK = 25
_COLLECT = 1000

R = TypeVar("R")
Check = Callable[[str], R]
_inherited: list[Check[Any]] = []  # what a forked worker takes over without any pickling


def outcomes(
    check: Check[R], paths: Sequence[str], jobs: int = 0, executor: Executor | None = None, chunk: int = _CHUNK
) -> Iterator[tuple[str, R | None]]:
    """Each path with what `check` gives for it, in no special order; None where the process that checked it died.

    `jobs` is the number of processes, 0 for one that calls in others once the work has shown to be worth it. Any other `executor` gets
    `check` pickled. A process is handed so many paths as `chunk` says at once.
    """
    workers = min(jobs or processors(), max(1, len(paths)))
    if executor is not None:
        yield from _spread(executor, partial(_checked, check), paths, chunk)
    elif workers == 1:
        yield from _one_by_one(check, paths)
    else:
        alone = 0
        if not jobs and len(paths) <= _MANY:
            pace = _Pace()
            for alone, outcome in enumerate(_one_by_one(check, paths), 1):
                yield outcome
                if pace.is_slow(len(paths) - alone):
                    break
        yield from _in_processes(check, paths[alone:], workers, chunk)


class _Pace:
    """Tells whether what is left is worth starting processes for. The slowest file does not count: it was the first to ask for what is
    loaded once."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._spent = self._slowest = 0.0
        self._done = 0

    def is_slow(self, left: int) -> bool:
        """To be asked after each file."""
        now = time.perf_counter()
        lap, self._last = now - self._last, now
        self._done, self._spent, self._slowest = self._done + 1, self._spent + lap, max(self._slowest, lap)
        return self._spent > _PATIENCE and (self._spent - self._slowest) * left > _PATIENCE * self._done


def _in_processes(check: Check[R], paths: Sequence[str], workers: int, chunk: int) -> Iterator[tuple[str, R | None]]:
    """The outcomes of processes of our own. With less than two portions for each of them, one may be left with the heaviest alone."""
    if paths:
        with _pool(min(workers, len(paths)), check) as pool:
            yield from _spread(pool, _checked_here, paths, min(chunk, -(-len(paths) // (workers * 2))), rescue=check)


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _spread(
    executor: Executor,
    work: Callable[[Sequence[str]], list[tuple[str, R]]],
    paths: Sequence[str],
    chunk: int,
    rescue: Check[R] | None = None,
) -> Iterator[tuple[str, R | None]]:
    """Hands out the paths in portions of neighbours: files of one folder lead to the same other files, which a process reads once."""
    from concurrent.futures import as_completed
    from concurrent.futures.process import BrokenProcessPool

    futures: dict[Future[list[tuple[str, R]]], Sequence[str]] = {}
    lost: list[Sequence[str]] = []
    for portion in (paths[start : start + chunk] for start in range(0, len(paths), chunk)):
        try:
            futures[executor.submit(work, portion)] = portion
        except BrokenProcessPool:
            lost.append(portion)
    for future in as_completed(futures):
        try:
            yield from future.result()
        except BrokenProcessPool:
            lost.append(futures[future])
    for portion in lost:
        yield from _rescued(rescue, portion) if rescue else ((path, None) for path in portion)


def _rescued(check: Check[R], paths: Sequence[str]) -> Iterator[tuple[str, R | None]]:
    """The outcomes of a portion that was lost when a process died, found by halving until the file that kills it stands alone."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1, check) as pool:
        try:
            yield from pool.submit(_checked_here, paths).result()
            return
        except BrokenProcessPool:
            pass
    if len(paths) == 1:
        yield paths[0], None
        return
    middle = len(paths) // 2
    yield from _rescued(check, paths[:middle])
    yield from _rescued(check, paths[middle:])


def _pool(workers: int, check: Check[R]) -> ProcessPoolExecutor:
    """Workers that hold `check`. Where forking is safe they inherit it; elsewhere it is pickled once for each."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork") if sys.platform == "linux" else None
    return ProcessPoolExecutor(workers, context, _begin, (check,))


def _begin(check: Check[Any]) -> None:
    _inherited[:] = [check]
    memory.return_what_is_freed()


def _checked_here(paths: Sequence[str]) -> list[tuple[str, Any]]:
    return _checked(_inherited[0], paths)


def _checked(check: Check[R], paths: Sequence[str]) -> list[tuple[str, R]]:
    return list(_one_by_one(check, paths))


def _one_by_one(check: Check[R], paths: Sequence[str]) -> Iterator[tuple[str, R]]:
    """The outcomes in order.

    Parsing makes millions of objects and few cycles, and looking for those all the time takes a quarter of it: so the collector rests, and
    is called now and then.
    """
    rested = gc.isenabled()
    gc.disable()
    try:
        for number, path in enumerate(paths, 1):
            yield path, check(path)
            if number % _COLLECT == 0:
                gc.collect()
    finally:
        if rested:
            gc.enable()
