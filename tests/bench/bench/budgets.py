"""What is held of the figures. Each budget is a ratio out of paired runs, or a figure of golint alone, and a limit for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench import own, races, ratios
from bench.measure import Runs
from bench.races import Race
from bench.ratios import Ratio

Measured = tuple[Race, tuple[Runs, ...]]


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit, and how the figure that it holds comes out of a race; None where the race has none."""

    name: str
    limit: float
    figure: Callable[[Race, dict[str, Runs]], Ratio | None]
    unit: str = "x"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a budget: the worst of its figures and where, and in how many of the races it was met."""

    budget: Budget
    worst: Ratio | None = None
    where: str = ""
    met: int = 0
    of: int = 0


def verdicts(measured: Sequence[Measured]) -> Iterator[Verdict]:
    """Every budget against all races."""
    for budget in BUDGETS:
        found = [(figure, race) for race, runs in measured if (figure := budget.figure(race, {one.name: one for one in runs}))]
        if not found:
            yield Verdict(budget)
            continue
        worst, where = max(found, key=lambda one: one[0].median)
        yield Verdict(budget, worst, where.subject, sum(figure.median <= budget.limit for figure, _ in found), len(found))


def _against(kind: str, mine: str, other: str, *, python: bool | None = None) -> Callable[[Race, dict[str, Runs]], Ratio | None]:
    """The ratio of a command of ours to another one in races of a kind."""

    def figure(race: Race, runs: dict[str, Runs]) -> Ratio | None:
        if race.kind != kind or not {mine, other} <= runs.keys() or (python is not None and race.python != python):
            return None
        return ratios.paired(runs[mine], runs[other])

    return figure


def _growth(race: Race, runs: dict[str, Runs]) -> Ratio | None:
    if race.kind != races.GROWTH or race.subject != own.COLD:
        return None
    return ratios.growth([runs[command.name] for command in race.commands], race.sizes)


def _memory(race: Race, runs: dict[str, Runs]) -> Ratio | None:
    ours = race.subject == own.COLD if race.kind == races.GROWTH else race.kind in (races.TREE, races.HISTORY)
    return ratios.of(_peaks(runs.values(), every=race.kind == races.GROWTH)) if ours else None


def _peaks(runs: Iterable[Runs], *, every: bool) -> list[float]:
    peaks = [one.memory for one in runs if one.memory and (every or one.name.startswith("golint"))]
    return [max(peaks)] if peaks else []


KINGFISHER, SEMGREP, DETECT, RIPGREP = "kingfisher", "semgrep", "detect-secrets", "ripgrep"
BUDGETS = (
    Budget("one file without a candidate, to `import click`", 1.3, _against(races.ONE, own.CHECK, races.CLICK)),
    Budget("ten files without a candidate, to `import click`", 1.3, _against(races.TEN, own.CHECK, races.CLICK)),
    Budget("ten files with three payment handlers in Python, to detect-secrets-hook", 0.6, _against(races.HANDLERS, own.CHECK, DETECT)),
    Budget("cold audit, no Python candidate, to ripgrep with 68 patterns", 1.0, _against(races.TREE, own.COLD, RIPGREP, python=False)),
    Budget("cold audit, Python candidates, to ripgrep with 68 patterns", 4.0, _against(races.TREE, own.COLD, RIPGREP, python=True)),
    Budget("cold audit, to kingfisher", 1 / 3, _against(races.TREE, own.COLD, KINGFISHER)),
    Budget("cold audit, to semgrep with six equivalent rules", 0.1, _against(races.TREE, own.COLD, SEMGREP)),
    Budget("cold audit, to detect-secrets", 0.05, _against(races.TREE, own.COLD, DETECT)),
    Budget("warm audit, to the cold one", 0.3, _against(races.TREE, own.WARM, own.COLD)),
    Budget("history, to kingfisher's", 0.5, _against(races.HISTORY, own.HISTORY, KINGFISHER)),
    Budget("growth: a byte of the last step to one of the first", 1.2, _growth),
    Budget("peak memory of all processes", 250, _memory, unit=" MiB"),
)
