"""Writes the figures: the budgets first, then every race."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from bench import own, races, ratios
from bench.budgets import Measured, Verdict, verdicts
from bench.measure import Runs
from bench.peers import Peer
from bench.races import Race
from bench.ratios import Ratio

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def report(measured: Sequence[Measured], peers: Iterable[Peer], missing: dict[str, str], machine: str) -> Iterator[str]:
    """All lines of the report."""
    yield machine
    yield ""
    yield from budget_table(verdicts(measured))
    yield ""
    yield from peer_table(peers, missing)
    for race, runs in measured:
        yield ""
        yield from race_table(race, runs)


def budget_table(found: Iterable[Verdict]) -> Iterator[str]:
    """What was held, the worst figure of each and where."""
    yield "| budget | at most | worst median | least to most | where | met |"
    yield "|---|---:|---:|---:|---|---|"
    for one in found:
        limit = f"{_number(one.budget.limit)}{one.budget.unit}"
        worst = (_ratio(one.worst, one.budget.unit), _spread(one.worst), one.where) if one.worst else ("", "", "")
        yield _row(one.budget.name, limit, *worst, _met(one))


def _met(one: Verdict) -> str:
    if one.worst is None:
        return "not measured"
    met = "yes" if one.met == one.of else "no"
    return met if one.of == 1 else f"{met}: {one.met} of {one.of}"


def peer_table(peers: Iterable[Peer], missing: dict[str, str]) -> Iterator[str]:
    """What each tool looks for and how it was asked, or why it was not."""
    yield "| tool | looks for | asked with |"
    yield "|---|---|---|"
    for peer in peers:
        asked = f"not run: {missing[peer.name]}" if peer.name in missing else peer.asked
        yield f"| {peer.name} {peer.release} | {peer.looks_for} | {asked} |"


def race_table(race: Race, runs: Sequence[Runs]) -> Iterator[str]:
    """Every command of a race, with how long golint took for it."""
    yield f"### {race.kind}: {race.subject}"
    yield ""
    mine = measure_of(race, runs)
    growth = race.kind == races.GROWTH
    first, *last = ("size", "MB a second") if growth else ("command", f"{mine.name} to it", "in processor")
    yield _row(first, "runs", "wall", "processor", "peak memory", *last)
    yield "|---|" + "---:|" * (4 + len(last))
    for number, one in enumerate(runs):
        compared = (_rate(one, race.sizes[number]),) if growth else _compared(mine, one)
        yield _row(one.name, *_figures(one), *compared)


def measure_of(race: Race, runs: Sequence[Runs]) -> Runs:
    """The command of golint that the others are held against."""
    wanted = {races.TREE: own.COLD, races.HISTORY: own.HISTORY}.get(race.kind, own.CHECK)
    return next((one for one in runs if one.name == wanted), runs[0])


def page(text: str, part: str) -> str:
    """The documentation's page with its measured part put in place of the old one. Raises ValueError where it has none."""
    before, found, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"the page holds no part between {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{part.strip()}\n{END}{after}"


def _row(*cells: str) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def _figures(one: Runs) -> tuple[str, str, str, str]:
    if one.problem:
        return "0", f"failed: {one.problem.replace('|', '/')}", "", ""
    if one.stopped:
        return "0", f"over {one.stopped:.0f} s", "", ""
    wall, cpu = ratios.median(one, lambda sample: sample.wall), ratios.median(one, lambda sample: sample.cpu)
    return str(len(one.samples)), f"{_number(wall)} s", f"{_number(cpu)} s", f"{one.memory:.0f} MiB"


def _rate(one: Runs, size: float) -> str:
    return _number(size / ratios.median(one, lambda sample: sample.wall)) if one.samples else ""


def _compared(mine: Runs, other: Runs) -> tuple[str, str]:
    if mine is other:
        return "1", "1"
    wall = ratios.paired(mine, other)
    cpu = None if other.stopped else ratios.paired(mine, other, lambda sample: sample.cpu)
    return f"{_ratio(wall)} ({_spread(wall)})" if wall else "", _ratio(cpu) if cpu else ""


def _ratio(one: Ratio, unit: str = "x") -> str:
    return f"{'under ' if one.bound else ''}{_number(one.median)}{unit}"


def _spread(one: Ratio) -> str:
    return f"{_number(one.least)} to {_number(one.most)}" if one.pairs > 1 else "one pair"


def _number(value: float) -> str:
    """Three digits that count."""
    if not value:
        return "0"
    rounded = float(f"{value:.3g}")
    return f"{rounded:.{max(0, 2 - math.floor(math.log10(abs(rounded))))}f}"
