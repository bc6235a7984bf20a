"""The overview for a terminal: what the fleet came to, what failed, and where the rest stands."""

from __future__ import annotations

from collections.abc import Iterator

from golint.formats.fleet import wording
from golint.formats.summary import counted
from golint.formats.terminal import plain, style, table
from golint.readiness.fleet import Fleet, Outcome

_COLOURS = {Outcome.FAILED: "red", Outcome.NOT_READY: "red", Outcome.RISKS: "yellow", Outcome.READY: "green"}
_SHOWN = 20


def render(fleet: Fleet, overview: str, *, colour: bool = False) -> str:
    """The text; `overview` is where the HTML stands."""
    return "\n".join(_lines(fleet, overview, colour)) + "\n"


def _lines(fleet: Fleet, overview: str, colour: bool) -> Iterator[str]:
    paint = style(colour)
    yield paint(wording.headline(fleet), bold=True)
    rows: list[tuple[str, ...]] = [(outcome.value, f"{number:,}") for outcome, number in wording.tally(fleet).items()]
    for outcome, line in zip(wording.tally(fleet), table(rows) if rows else (), strict=True):
        yield f"  {paint(line, fg=_COLOURS.get(outcome))}"
    failed = fleet.having(Outcome.FAILED)
    for entry in failed[:_SHOWN]:
        yield f"{plain(entry.path)}: {plain(entry.reason)}"
    if len(failed) > _SHOWN:
        yield f"and {len(failed) - _SHOWN:,} more that failed"
    if any(not entry.complete for entry in fleet.entries):
        yield "A part of the check failed in some repositories, so a fault may be missing; the overview names them."
    if fleet.keys:
        yield f"{counted(len(fleet.keys), 'key')} in several repositories"
    yield f"Overview: {plain(overview)}"
