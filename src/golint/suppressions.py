"""Inline suppressions: `golint: ignore[rule-a, rule-b] -- reason`, in a comment on the line of a finding or on its own line above.

`golint: ignore-file[rule] -- reason` in the first twenty lines covers the file, and `until=YYYY-MM-DD` lets either lapse. One without a
reason is not in effect. Missing reasons, unknown rules, lapsed and unused ones are findings themselves.
(`pragma: allowlist secret`, as detect-secrets has it, is honoured where secrets are found: `golint.credentials`.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from golint.facts import Comment
from golint.hints import nearest
from golint.lazily import compiled
from golint.model import Finding, Span, Suppression
from golint.sources import SourceFile
from golint.triggers import SUPPRESSION

MISSING_REASON, UNKNOWN, EXPIRED, UNUSED = (
    "suppression-without-reason", "unknown-suppressed-rule", "expired-suppression", "unused-suppression",
)  # fmt: skip
_FILE_LINES = 20
_OPENER = rb"#|//|/\*|<!--|--|;|\{\#|^[ \t]*\*"
_ALONE = compiled(rb"[ \t{\"]*(?:" + _OPENER + rb")[^\n]*golint:[ \t]*ignore\b")
_MARKUP = frozenset({"markdown", "html", "xml"})  # <!-- --> here, but for what a front-end calls a comment: the rest is shown to the reader
_IGNORE = compiled(rb"golint:[ \t]*ignore(?P<file>-file)?(?:\[(?P<rules>[^\]\n]*)\])?(?P<rest>(?:(?!golint:)[^\n])*)")
_UNTIL = compiled(r"\buntil=(\S+)")
_CLOSER = compiled(r"\s*(?:\*/|-->|#\}|%>)\s*.*$")
_STRING_END = compiled(r'(?:\\n|(?<!\\)").*$')  # a line of a notebook's code is a string of JSON


class Ignore(Struct, frozen=True):
    """One inline suppression as written. `line` is the line that it covers, None for the whole file."""

    path: str
    span: Span
    rules: tuple[str, ...]
    line: int | None
    reason: str = ""
    until: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether the finding's rule is named and its first or last line is the one covered."""
        region = finding.location.region
        return finding.rule in self.rules and (self.line is None or self.line in (region.start_line, region.end_line))

    def lapsed(self, today: date) -> bool:
        """Whether its last day is over; a date that cannot be read counts as over."""
        if not self.until:
            return False
        try:
            return date.fromisoformat(self.until) < today
        except ValueError:
            return True


class Fault(Struct, frozen=True):
    """What is wrong with a suppression: a rule of the family suppressions, the place, and the words for its page."""

    rule: str
    path: str
    span: Span
    values: Mapping[str, str] = field(default_factory=dict)


def find(source: SourceFile, language: str, comments: Sequence[Comment] = ()) -> tuple[Ignore, ...]:
    """The suppressions in a file. With `comments`, those that a front-end has seen, a marker must stand in one of them."""
    if SUPPRESSION not in source.data:
        return ()
    return tuple(_ignores(source, language, comments))


def _ignores(source: SourceFile, language: str, comments: Sequence[Comment]) -> Iterator[Ignore]:
    opener = re.compile(rb"<!--" if language in _MARKUP and not comments else _OPENER)
    blank, closer = (b' \t{"', _STRING_END) if language == "notebook" else (b" \t{", _CLOSER)
    for match in _IGNORE.finditer(source.data):
        number = source.line_number(match.start())
        line = source.line_span(number)
        opening = opener.search(source.data[line.start : match.start()])
        if opening is None or (comments and not any(match.start() in range(c.span.start, c.span.end) for c in comments)):
            continue
        rest = closer.sub("", match["rest"].decode("utf-8", "replace")).strip()
        until = _UNTIL.search(rest)
        reason = _UNTIL.sub("", rest).strip().removeprefix("--").strip() if "--" in rest else ""
        rules = tuple(word.strip() for word in (match["rules"] or b"").decode("utf-8", "replace").split(",") if word.strip())
        span = Span(match.start(), match.end() - len(match["rest"]))
        if match["file"] and number > _FILE_LINES:
            continue
        alone = not source.data[line.start : line.start + opening.start()].strip(blank)
        covered = None if match["file"] else _below(source, number) if alone else number
        yield Ignore(source.path, span, rules, covered, reason, until[1] if until else "")


def _below(source: SourceFile, number: int) -> int:
    """The line that a comment on its own line speaks of: the next one that does not hold another suppression."""
    below = number + 1
    while below < len(source.line_starts) and _ALONE.match(source.data, source.line_span(below).start):
        below += 1
    return below


def apply(findings: Iterable[Finding], ignores: Iterable[Ignore], today: date) -> tuple[list[Finding], list[Finding], set[Ignore]]:
    """The findings left, the suppressed ones, and the suppressions that were used. One that lapsed or gives no reason is not in effect."""
    by_path: dict[str, list[Ignore]] = {}
    for ignore in ignores:
        by_path.setdefault(ignore.path, []).append(ignore)
    left: list[Finding] = []
    suppressed: list[Finding] = []
    used: set[Ignore] = set()
    for finding in findings:
        covering = [ignore for ignore in by_path.get(finding.location.path, ()) if ignore.covers(finding)]
        used.update(covering)
        valid = next((ignore for ignore in covering if ignore.reason and not ignore.lapsed(today)), None)
        if valid is not None:
            suppressed.append(replace(finding, suppression=Suppression(kind="inline", reason=valid.reason, until=valid.until or None)))
        else:
            left.append(finding)
    return left, suppressed, used


def faults(
    ignores: Iterable[Ignore], used: set[Ignore], known: Mapping[str, object], active: Callable[[str], frozenset[str]], today: date
) -> Iterator[Fault]:
    """What is wrong with the suppressions. `active` gives the rules that this run has asked of a path: where one of the named ones was not
    asked, nothing can be called unused."""
    for ignore in ignores:
        strange = [rule for rule in ignore.rules if rule not in known]
        if strange or not ignore.rules:
            remedy = nearest(strange[0], known) if strange else "name the rules in brackets: golint: ignore[rule]"
            yield Fault(UNKNOWN, ignore.path, ignore.span, {"rule": strange[0] if strange else "", "remedy": remedy})
        elif not ignore.reason:
            yield Fault(MISSING_REASON, ignore.path, ignore.span, {"rules": ", ".join(ignore.rules)})
        elif ignore.lapsed(today):
            yield Fault(EXPIRED, ignore.path, ignore.span, {"rules": ", ".join(ignore.rules), "until": ignore.until})
        elif ignore not in used and active(ignore.path).issuperset(ignore.rules):
            yield Fault(UNUSED, ignore.path, ignore.span, {"rules": ", ".join(ignore.rules)})
