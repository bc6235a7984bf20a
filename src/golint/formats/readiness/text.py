"""The audit for a terminal: the verdict, what blocks the launch with its fix, and the whole checklist."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from golint.formats import summary
from golint.formats.readiness import wording
from golint.formats.terminal import Style, plain, style, table
from golint.readiness.model import HANDLER_COLUMNS, Answer, Basis, Comparison, Ground, Readiness, Section, State, Verdict, counted

if TYPE_CHECKING:
    from golint.catalog import Catalog

_WIDTH = 118
_INDENT = " " * 16
_SHOWN = 4  # different grounds of an item that is shown in detail
_PLACES = 3  # of one ground
_STATES: Mapping[State, str] = {
    State.FAIL: "red", State.MANUAL: "yellow", State.NOT_CHECKED: "magenta", State.NOT_DETECTED: "cyan", State.WAIVED: "blue",
    State.PASS: "green", State.NOT_APPLICABLE: "bright_black",
}  # fmt: skip
_VERDICTS: Mapping[Verdict, str] = {Verdict.READY: "green", Verdict.RISKS: "yellow", Verdict.NOT_READY: "red"}


def render(readiness: Readiness, catalog: Catalog, *, colour: bool = False) -> str:
    """The whole audit as lines; control characters of the audited files come out as escapes."""
    ink = style(colour)
    head = _head(readiness, ink)
    blocks = [head, *(list(_section(section, ink, head)) for section in readiness.sections)]
    blocks += [list(part) for part in (_handlers(readiness, catalog), _inventory(readiness, catalog)) if part]
    if readiness.nobodys:
        blocks.append(list(_faults("In code of no provider above", readiness.nobodys, ink)))
    if readiness.comparison:
        blocks.append(list(_comparison(readiness.comparison, ink)))
    blocks.append(list(_coverage(readiness)))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def verdicts(readiness: Readiness, colour: bool = False) -> str:
    """The verdicts alone, for a terminal while the report goes to a file."""
    ink = style(colour)
    each = (f"{plain(one.name)}: {_verdict(one.verdict, ink)}. {wording.statement(one)}" for one in readiness.sections)
    return "\n".join(each) + "\n"


def _verdict(verdict: Verdict, ink: Style) -> str:
    return ink(verdict.value, fg=_VERDICTS[verdict], bold=True)


def _head(readiness: Readiness, ink: Style) -> list[str]:
    repository = readiness.repository
    at = f" at {plain(repository.commit[:12])}" if repository.commit else ""
    dirty = ", with uncommitted changes" if repository.dirty else ""
    return [
        f"golint audit of {plain(repository.name)}{at}{dirty}, {readiness.date}",
        f"{_verdict(readiness.verdict, ink)}. {wording.because(readiness.verdict, wording.everything(readiness))}",
    ]


def _section(section: Section, ink: Style, said: Sequence[str]) -> Iterator[str]:
    """A provider's part, whose verdict is left out where the lines before it `said` the same."""
    verdict = f"{_verdict(section.verdict, ink)}. {wording.statement(section)}"
    counts = ", ".join(f"{number} {state.value}" for state, number in counted(section.answers).items())
    yield f"{ink(f'{plain(section.name)}: {plain(section.title)}', bold=True)}"
    yield counts if verdict in said else f"{verdict}  ({counts})"
    for title, answers in (
        ("Blocks the launch", wording.faults(section.answers)),
        ("To be stated by a person", [answer for answer in wording.due(section.answers) if answer.blocks]),
        ("Risks", wording.risks(section.answers)),
    ):
        if answers:
            yield ""
            yield ink(title, bold=True)
            for answer in answers:
                yield from _detail(answer, ink)
    if section.besides:
        yield ""
        yield from _faults("Besides the checklist", section.besides, ink)
    yield ""
    yield ink("Checklist", bold=True)
    yield from (_line(answer, ink) for answer in section.answers)


def _faults(title: str, grounds: Sequence[Ground], ink: Style) -> Iterator[str]:
    yield ink(title, bold=True)
    for group in _groups(grounds):
        yield from _together(group, ink)


def _line(answer: Answer, ink: Style) -> str:
    after = "" if answer.launch else "  (not required for the launch)"
    return f"  {_state(answer, ink)}  {plain(answer.id)}  {plain(answer.title)}{after}"


def _state(answer: Answer, ink: Style) -> str:
    return ink(f"{answer.state.value:<12}", fg=_STATES[answer.state], bold=answer.state is State.FAIL or None)


def _detail(answer: Answer, ink: Style) -> Iterator[str]:
    """An item with its grounds, one of each kind of fault before the next of the same, and what to do."""
    yield _line(answer, ink)
    if answer.state is State.MANUAL and answer.remedy:
        lapsed = [ground for ground in answer.grounds if ground.basis is Basis.DUE][1:]  # the first says what the state says
        for ground in lapsed:
            yield from _together([ground], ink)
        yield from _wrapped(answer.remedy, _INDENT)
        return
    groups = _groups(answer.grounds)
    shown = groups[:_SHOWN]
    for grounds in shown:
        yield from _together(grounds, ink)
    hidden = len(answer.grounds) - sum(min(len(grounds), _PLACES) for grounds in shown)
    if hidden:
        yield f"{_INDENT}and {hidden:,} more"
    if answer.remedy:
        first, *more = _wrapped(f"fix: {answer.remedy}", _INDENT)
        yield first.replace("fix:", ink("fix:", bold=True), 1)
        yield from more


def _groups(grounds: Sequence[Ground]) -> list[list[Ground]]:
    """Grounds that say the same of several places, those of different rules first."""
    same: dict[tuple[str, str], list[Ground]] = {}
    for ground in grounds:
        same.setdefault((ground.rule, ground.text), []).append(ground)
    first = {rule: key for key in reversed(same) for rule in key[:1]}
    return [same[key] for key in sorted(same, key=lambda key: first[key[0]] != key)]


def _together(grounds: list[Ground], ink: Style) -> Iterator[str]:
    for ground in grounds[:_PLACES]:
        if ground.location:
            yield f"{_INDENT}{ink(wording.place(ground.location), fg='blue')}"
    link = f" <{grounds[0].link}>" if grounds[0].link else ""
    yield from _wrapped(f"{grounds[0].text}{link}", _INDENT + "  " * bool(grounds[0].location))


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        plain(text), _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _handlers(readiness: Readiness, catalog: Catalog) -> Sequence[str]:
    if not readiness.handlers:
        return ()
    rows = [("Webhook handler", "provider", *HANDLER_COLUMNS.values())]
    for one in readiness.handlers:
        name = wording.provider(one.provider, readiness, catalog)
        rows.append(
            (f"{wording.place(one.location)} {plain(one.symbol)}", plain(name), *(plain(one.checks[column]) for column in HANDLER_COLUMNS))
        )
    return tuple(table(rows))


def _inventory(readiness: Readiness, catalog: Catalog) -> Sequence[str]:
    if not readiness.inventory:
        return ()
    rows: list[tuple[str, ...]] = [("Hosts and keys", "provider", "environment", "number")]
    for one in readiness.inventory:
        name = wording.provider(one.provider, readiness, catalog)
        rows.append((plain(f"{one.kind} {one.what}"), plain(name), plain(one.stage), f"{one.number:,}"))
    return tuple(table(rows))


def _comparison(comparison: Comparison, ink: Style) -> Iterator[str]:
    since = f"the audit of {comparison.date}" + (f" at {comparison.commit[:12]}" if comparison.commit else "")
    yield ink(f"Since {plain(since)}", bold=True)
    yield f"  {len(comparison.new):,} new, {len(comparison.fixed):,} fixed, {len(comparison.remaining):,} remaining findings"
    for sign, fingerprints in (("new", comparison.new), ("fixed", comparison.fixed)):
        yield from (f"  {sign:<5}  {plain(comparison.named.get(one, one))}" for one in fingerprints)
    for change in comparison.changes:
        before, after = (state.value if state else "absent" for state in (change.before, change.after))
        yield f"  {plain(change.id)}: {before} -> {after}  {plain(change.title)}"


def _coverage(readiness: Readiness) -> Iterator[str]:
    report = readiness.report
    yield from summary.looked_at(report)
    yield from (f"notice: {wording.noticed(one)}{': ' if one.path else ''}{plain(one.message)}" for one in report.notices)
    yield f"golint {readiness.tool}, rules {readiness.digest[:12]}"
