"""The audit in Markdown, short enough for a comment on a pull request; JSON and HTML hold all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from golint.formats.readiness import wording
from golint.formats.readiness.escaping import code, link, text, words
from golint.formats.summary import counted
from golint.formats.terminal import paragraph
from golint.model import Finding, Report
from golint.readiness.model import HANDLER_COLUMNS, Answer, Basis, Comparison, Ground, Readiness, Section, State
from golint.readiness.model import counted as states

if TYPE_CHECKING:
    from golint.catalog import Catalog

_PLACES = 3
_ROWS = 25
_LIMIT = 60_000  # GitHub takes 65,536 characters
_SIGNS = {
    State.FAIL: "❌",
    State.MANUAL: "✍️",
    State.NOT_CHECKED: "❔",
    State.NOT_DETECTED: "⭕",
    State.WAIVED: "⚠️",
    State.PASS: "✅",
    State.NOT_APPLICABLE: "➖",
}


def render(readiness: Readiness, catalog: Catalog) -> str:
    """The report; blocks of it are parted by an empty line. Where all of it is too long for a comment, the whole checklists are left out,
    and then what stands last."""
    blocks = list(_blocks(readiness, catalog, whole=True))
    if _length(blocks) > _LIMIT:
        blocks = list(_blocks(readiness, catalog, whole=False))
    if _length(blocks) > _LIMIT:
        lengths = accumulate(len(block) + 2 for block in blocks)
        kept = [block for block, length in zip(blocks, lengths, strict=True) if length <= _LIMIT]
        blocks = [*kept, "**The rest is left out:** the report is too long for a comment. Formats html and json hold all of it."]
    return "\n\n".join(blocks) + "\n"


def _blocks(readiness: Readiness, catalog: Catalog, *, whole: bool) -> Iterator[str]:
    known = wording.findings(readiness)
    yield from _head(readiness)
    if not whole:
        yield "The whole checklists are left out, since the report is too long for a comment. Formats html and json hold them."
    for section in readiness.sections:
        yield from _section(section, known)
        if whole:
            yield _checklist(section)
    yield from _faults("## In code of no provider above", readiness.nobodys)
    yield from _handlers(readiness, catalog)
    yield from _inventory(readiness, catalog)
    yield from _comparison(readiness.comparison, readiness, catalog)
    yield from _coverage(readiness.report)
    yield f"<sub>{words(readiness.tool)}, rules {code(readiness.digest)}</sub>"


def _length(blocks: Sequence[str]) -> int:
    return sum(len(block) + 2 for block in blocks)


def _head(readiness: Readiness) -> Iterator[str]:
    repository = readiness.repository
    yield f"# Go-live readiness: {readiness.verdict}"
    at = f" at {code(repository.commit)}" if repository.commit else ""
    state = ", with uncommitted changes" if repository.dirty else ""
    reason = wording.because(readiness.verdict, wording.everything(readiness))
    yield f"**{words(repository.name)}**{at}{state}, {words(readiness.date)}. {reason}"
    if len(readiness.sections) > 1:
        yield _table(("Provider", "Verdict", "Faults that block", "Statements due", "Risks", "Items"), map(_summary, readiness.sections))


def _summary(section: Section) -> Sequence[str]:
    answers = section.answers
    due = sum(answer.blocks for answer in wording.due(answers))
    numbers = (len(wording.faults(answers)), due, len(wording.risks(answers)), len(answers))
    return (words(section.name), section.verdict.value, *map(str, numbers))


def _section(section: Section, known: dict[str, Finding]) -> Iterator[str]:
    yield f"## {words(section.name)}: {section.verdict}"
    yield wording.statement(section)
    groups = (
        ("What blocks the launch", wording.faults(section.answers)),
        ("Statements due", wording.due(section.answers)),
        ("Risks", wording.risks(section.answers)),
    )
    for title, answers in groups:
        if answers:
            yield f"### {title}"
            yield "\n".join(line for answer in answers for line in _item(answer, known))
    yield from _faults("### Besides the checklist", section.besides)


def _faults(title: str, grounds: Sequence[Ground]) -> Iterator[str]:
    """Faults that belong to no item."""
    if grounds:
        yield title
        yield "\n".join(f"- {_ground(ground)}{_line(ground)}" for ground in grounds[:_ROWS])
    if len(grounds) > _ROWS:
        yield f"and {counted(len(grounds) - _ROWS, 'more fault')}"


def _checklist(section: Section) -> str:
    numbers = ", ".join(f"{number} {state}" for state, number in states(section.answers).items())
    rows = (
        (words(answer.id), f"{_SIGNS[answer.state]} {answer.state}", text(answer.title), _grounds(answer)) for answer in section.answers
    )
    whole = _table(("Item", "State", "What it asks for", "Grounds"), rows)
    return f"<details><summary>The whole checklist: {numbers}</summary>\n\n{whole}\n\n</details>"


def _item(answer: Answer, known: dict[str, Finding]) -> Iterator[str]:
    yield f"- {_SIGNS[answer.state]} **{words(answer.id)}** {text(answer.title)}"
    for ground in answer.grounds[:_PLACES]:
        yield f"  - {_ground(ground)}{_line(ground)}"
        finding = known.get(ground.fingerprint)
        if finding and finding.help:
            yield f"    - **Fix:** {_joined(finding.help)}"
    if len(answer.grounds) > _PLACES:
        yield f"  - and {counted(len(answer.grounds) - _PLACES, 'more ground')}"
    if remedy := wording.remedy(answer, answer.grounds[:_PLACES], known):
        yield f"  - **To do:** {_joined(remedy)}"


def _joined(lines: str) -> str:
    return " ".join(text(line) for line in paragraph(lines) if line)


def _ground(ground: Ground) -> str:
    """A ground, never blank: an empty item of a list would make a heading of the line above it."""
    where = code(wording.place(ground.location)) if ground.location else ""
    proof = link(ground.link) if ground.link else ""
    return " ".join(filter(None, (text(ground.text), where, proof))) or "…"


def _line(ground: Ground) -> str:
    """The source line of a fault."""
    shown = "".join(wording.source(ground.location)) if ground.location and ground.basis is Basis.FINDING else ""
    return f": {code(shown)}" if shown else ""


def _grounds(answer: Answer) -> str:
    """The first ground of an item, and how many there are besides."""
    if not answer.grounds:
        return ""
    more = len(answer.grounds) - 1
    return f"{_ground(answer.grounds[0])}{f' (and {more} more)' if more else ''}"


def _handlers(readiness: Readiness, catalog: Catalog) -> Iterator[str]:
    if not readiness.handlers:
        return
    rows = (
        (
            f"{code(one.symbol)} {code(wording.place(one.location))}",
            words(wording.provider(one.provider, readiness, catalog)),
            *(words(one.checks.get(column, "unknown")) for column in HANDLER_COLUMNS),
        )
        for one in readiness.handlers
    )
    yield "## Webhook handlers"
    yield _table(("Handler", "Provider", *(name.capitalize() for name in HANDLER_COLUMNS.values())), rows)


def _inventory(readiness: Readiness, catalog: Catalog) -> Iterator[str]:
    if not readiness.inventory:
        return
    rows = (
        (words(wording.provider(one.provider, readiness, catalog)), words(f"{one.what}: {one.kind}"), words(one.stage), str(one.number))
        for one in readiness.inventory
    )
    yield "## Hosts and keys"
    yield _table(("Provider", "Kind", "Environment", "Places"), rows)


def _comparison(older: Comparison | None, readiness: Readiness, catalog: Catalog) -> Iterator[str]:
    if older is None:
        return
    numbers = f"{len(older.new)} new, {len(older.fixed)} fixed, {len(older.remaining)} remaining"
    yield "## Since the last report"
    yield f"Findings since {words(older.date)}{f', {code(older.commit[:12])}' if older.commit else ''}: {numbers}."
    new = [f"- {text(older.named[one])}" for one in older.new if one in older.named][:_ROWS]
    if new:
        yield "\n".join(["New:", "", *new])
    rows = [
        (f"{words(one.id)} {text(one.title)}", words(wording.provider(one.provider, readiness, catalog)), one.before or "", one.after or "")
        for one in older.changes
    ]
    if rows:
        yield _table(("Item", "Provider", "Before", "Now"), rows)


def _coverage(report: Report) -> Iterator[str]:
    seen = report.coverage
    skipped = ", ".join(f"{number:,} {reason}" for reason, number in sorted(seen.skipped.items()) if number)
    yield "## What was looked at"
    with_ = f"{seen.bytes:,} bytes, with {counted(len(report.rules), 'rule')}"
    yield f"{counted(seen.files, 'file')}, {with_}{f'; skipped: {skipped}' if skipped else ''}."
    if not report.complete:
        yield "**Incomplete:** a part of the check failed, so a fault may be missing."
    notices = [*seen.unparsed, *report.notices]
    lines = [f"- {f'{code(wording.noticed(one))} ' if one.path else ''}{text(one.message)}" for one in notices[:_ROWS]]
    lines += [f"- and {len(notices) - _ROWS:,} more"] if len(notices) > _ROWS else []
    if lines:
        listed = "\n".join(lines)
        yield f"<details><summary>{counted(len(notices), 'notice')}</summary>\n\n{listed}\n\n</details>"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what stands in its cells is escaped already."""
    head = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])
