"""Figures out of runs: medians, and the ratio of two commands from the rounds that both were run in."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.measure import Runs, Sample


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of each round: the median, the least and the most of `pairs`. With `bound` the other command was stopped: it is less."""

    median: float
    least: float
    most: float
    pairs: int
    bound: bool = False


def of(values: Sequence[float], *, bound: bool = False) -> Ratio | None:
    """The figures of some values; None of none."""
    if not values:
        return None
    return Ratio(statistics.median(values), min(values), max(values), len(values), bound)


def paired(own: Runs, other: Runs, figure: Callable[[Sample], float] = lambda sample: sample.wall) -> Ratio | None:
    """How long a command took for each second of another one."""
    if other.stopped:
        return of([figure(sample) / other.stopped for sample in own.samples.values()], bound=True)
    both = sorted(own.samples.keys() & other.samples.keys())
    return of([figure(own.samples[number]) / figure(other.samples[number]) for number in both])


def growth(runs: Sequence[Runs], sizes: Sequence[float]) -> Ratio | None:
    """What a byte costs in the last step of a growing input for what it costs in the first: 1 where time grows with the bytes.

    The steps lie between neighbours of `sizes`, so that what a run costs before it reads anything falls out.
    """
    rounds = sorted(set.intersection(*(set(one.samples) for one in runs))) if len(runs) > 2 else []
    return of([value for number in rounds if (value := _steps([one.samples[number].wall for one in runs], sizes)) > 0])


def _steps(walls: Sequence[float], sizes: Sequence[float]) -> float:
    first, last = ((walls[at + 1] - walls[at]) / (sizes[at + 1] - sizes[at]) for at in (0, len(walls) - 2))
    return last / first if first > 0 else 0.0


def median(runs: Runs, figure: Callable[[Sample], float]) -> float:
    """The median of one figure."""
    return statistics.median(figure(sample) for sample in runs.samples.values())
