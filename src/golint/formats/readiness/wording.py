"""The words that reports for people share: what a verdict rests on, what a ground is called, and a place with its source line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from golint.formats.snippet import excerpt
from golint.formats.summary import counted
from golint.formats.terminal import plain
from golint.model import Finding, Location, Notice
from golint.readiness.model import Answer, Basis, Ground, Readiness, Section, State, Verdict

if TYPE_CHECKING:
    from golint.catalog import Catalog

BASES: Mapping[Basis, str] = {
    Basis.FINDING: "Fault",
    Basis.SILENCE: "No fault found",
    Basis.EVIDENCE: "Evidence",
    Basis.ABSENCE: "Not found",
    Basis.STATEMENT: "Stated",
    Basis.DUE: "To be stated",
    Basis.WAIVER: "Waiver",
    Basis.LIMIT: "Cannot tell",
    Basis.ASIDE: "Does not apply",
}
_BEFORE, _MARKED, _AFTER = 60, 240, 120


def faults(answers: Iterable[Answer]) -> list[Answer]:
    """The items that block the launch because of what the repository shows."""
    return [answer for answer in answers if answer.blocks and answer.state is not State.MANUAL]


def due(answers: Iterable[Answer]) -> list[Answer]:
    """The items that somebody has yet to state, those that block the launch first."""
    return sorted((answer for answer in answers if answer.state is State.MANUAL), key=lambda answer: not answer.blocks)


def risks(answers: Iterable[Answer]) -> list[Answer]:
    """The items that the shop may go live without, at a risk; faults first."""
    return sorted((answer for answer in answers if answer.is_risk), key=lambda answer: answer.state.rank)


def because(verdict: Verdict, answers: Sequence[Answer]) -> str:
    """What a verdict rests on, as one sentence."""
    if not answers:
        return "No provider's checklist was answered."
    open_ = [answer for answer in due(answers) if answer.blocks]
    named = ((len(faults(answers)), "fault"), (len(open_), "statement due"))
    blocking = " and ".join(_number(number, noun) for number, noun in named if number)
    risky = counted(len(risks(answers)), "risk") if risks(answers) else ""
    if blocking:
        verb = "blocks" if sum(number for number, _ in named) == 1 else "block"
        return f"{blocking} {verb} the launch{risky and f'; {risky} besides'}."
    if verdict is Verdict.NOT_READY:
        return "The audit could not be finished."
    return f"Nothing blocks the launch{risky and f'; open: {risky}'}."


def everything(readiness: Readiness) -> list[Answer]:
    """The items of all checklists."""
    return [answer for section in readiness.sections for answer in section.answers]


def tree(readiness: Readiness) -> str:
    """Whether the audited tree is the commit's, in words; "" outside git."""
    return {None: "", True: "with uncommitted changes", False: "clean"}[readiness.repository.dirty]


def place(location: Location) -> str:
    """A path and a line, on one line of text; with the commit, where they are of the past."""
    past = f" in {location.commit.id[:12]}" if location.commit and location.commit.id else ""
    return f"{plain(location.path)}:{location.region.start_line}{past}"


def noticed(notice: Notice) -> str:
    """Where a notice belongs, as `place` writes it; "" where it speaks of the whole run."""
    return f"{plain(notice.path)}:{notice.line}" if notice.line else plain(notice.path)


def source(location: Location) -> tuple[str, str, str]:
    """The line of a place as what stands before it, the place itself, and what follows; of a long line the stretch around the place."""
    line, low = excerpt(location)
    region = location.region
    start = min(max(region.start_column - 1 - low, 0), len(line))
    end = len(line) if region.end_line > region.start_line else min(max(region.end_column - 1 - low, start), len(line))
    before, marked, after = line[:start].lstrip(), line[start:end], line[end:].rstrip()
    before = f"…{before[-_BEFORE:]}" if len(before) > _BEFORE or low else before
    marked = f"{marked[:_MARKED]}…" if len(marked) > _MARKED else marked
    after = f"{after[:_AFTER]}…" if len(after) > _AFTER else after
    return plain(_spaced(before)), plain(_spaced(marked)), plain(_spaced(after))


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """A text cut into prose and what stands `between backticks`, as (whether it is code, the piece); a lone backtick stays prose."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = [f"{parts[-2]}`{parts[-1]}"]
    for at, part in enumerate(parts):
        if part:
            yield at % 2 == 1, part


def provider(name: str, readiness: Readiness, catalog: Catalog) -> str:
    """What a provider is called."""
    sections = {section.provider: section.name for section in readiness.sections}
    known = catalog.providers.get(name)
    return sections.get(name) or (known.name if known else name)


def findings(readiness: Readiness) -> dict[str, Finding]:
    """The findings of the check by fingerprint."""
    report = readiness.report
    return {finding.fingerprint: finding for finding in (*report.suppressed, *report.findings) if finding.fingerprint}


def remedy(answer: Answer, grounds: Iterable[Ground], known: Mapping[str, Finding]) -> str:
    """What to do about an item; "" where the fix of a finding among the grounds that are shown says the very same."""
    fixes = {known[ground.fingerprint].help for ground in grounds if ground.fingerprint in known}
    return "" if answer.remedy in fixes else answer.remedy


def statement(section: Section) -> str:
    """What a section's verdict rests on."""
    number = len(section.besides)
    besides = f" {counted(number, 'fault')} {'stands' if number == 1 else 'stand'} besides the checklist." if number else ""
    return because(section.verdict, section.answers) + besides


def _number(number: int, noun: str) -> str:
    first, _, rest = noun.partition(" ")
    return f"{counted(number, first)} {rest}".rstrip()


def _spaced(text: str) -> str:
    return text.replace("\t", "    ")
