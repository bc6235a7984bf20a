"""Reads an audit back that was saved as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from golint.model import (
    Commit,
    Coverage,
    Edit,
    Finding,
    Fix,
    History,
    Location,
    Notice,
    Precision,
    Region,
    Related,
    Report,
    Severity,
    Skip,
    Span,
    Suppression,
)
from golint.readiness.model import (
    HANDLER_COLUMNS,
    Answer,
    Basis,
    Change,
    Comparison,
    Count,
    Ground,
    HandlerSummary,
    Readiness,
    Repository,
    Section,
    State,
    Verdict,
)

KIND = "golint-audit"
VERSION = 1
_LONGEST = 50_000_000  # columns of a line: a file that says more was not written by golint


class SavedError(ValueError):
    """A file that holds no audit that can be read."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}; {remedy}")


def read(path: Path, shown: str) -> Readiness:
    """The audit of a file. Raises SavedError, which speaks of the file as `shown`."""
    try:
        raw = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise SavedError(shown, f"the file cannot be read ({error.strerror})", "name another") from None
    except (ValueError, RecursionError):
        raise SavedError(shown, "this is not JSON", "name a file that golint audit --format json wrote") from None
    if not isinstance(raw, dict) or raw.get("kind") != KIND:
        raise SavedError(shown, "this is no audit", "name a file that golint audit --format json wrote")
    if raw.get("version") != VERSION:
        raise SavedError(shown, f"this audit is not of version {VERSION}", "write it anew with golint audit --format json")
    try:
        return _readiness(raw)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SavedError(shown, "a part of the audit is missing or changed", "write it anew with golint audit --format json") from None


def _readiness(raw: dict[str, Any]) -> Readiness:
    repository = raw["repository"]
    return Readiness(
        verdict=Verdict(raw["verdict"]),
        date=_text(raw["date"]),
        tool=_text(raw["tool"]["version"]),
        digest=_text(raw["tool"]["rules_digest"]),
        repository=Repository(_text(repository["name"]), _text(repository["commit"]), _flag(repository["dirty"])),
        sections=tuple(map(_section, raw["sections"])),
        handlers=tuple(map(_handler, raw["handlers"])),
        nobodys=tuple(map(_ground, raw["nobodys"])),
        inventory=tuple(_count(one) for one in raw["inventory"]),
        report=_report(raw["check"]),
        comparison=_comparison(raw["comparison"]) if raw["comparison"] else None,
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _flag(value: Any) -> bool | None:
    if value not in (None, True, False):
        raise TypeError("no flag")
    return None if value is None else bool(value)


def _section(raw: dict[str, Any]) -> Section:
    return Section(
        provider=_text(raw["provider"]),
        name=_text(raw["name"]),
        checklist=_text(raw["checklist"]),
        title=_text(raw["title"]),
        url=_text(raw["url"]),
        verdict=Verdict(raw["verdict"]),
        answers=tuple(map(_answer, raw["items"])),
        seen=tuple(map(_ground, raw["seen"])),
        besides=tuple(map(_ground, raw["besides"])),
    )


def _answer(raw: dict[str, Any]) -> Answer:
    return Answer(
        id=_text(raw["id"]),
        title=_text(raw["title"]),
        launch=bool(raw["launch"]),
        state=State(raw["state"]),
        grounds=tuple(map(_ground, raw["grounds"])),
        remedy=_text(raw["remedy"]),
        minor=bool(raw["minor"]),
    )


def _ground(raw: dict[str, Any]) -> Ground:
    return Ground(
        basis=Basis(raw["basis"]),
        text=_text(raw["text"]),
        location=_location(raw["location"]) if raw["location"] else None,
        rule=_text(raw["rule"]),
        fingerprint=_text(raw["fingerprint"]),
        link=_text(raw["link"]),
    )


def _handler(raw: dict[str, Any]) -> HandlerSummary:
    return HandlerSummary(
        location=_location(raw["location"]),
        symbol=_text(raw["symbol"]),
        route=_text(raw["route"]),
        provider=_text(raw["provider"]),
        checks={column: _text(raw["checks"][column]) for column in HANDLER_COLUMNS},
    )


def _count(raw: dict[str, Any]) -> Count:
    return Count(_text(raw["provider"]), _text(raw["what"]), _text(raw["kind"]), _text(raw["stage"]), int(raw["number"]))


def _comparison(raw: dict[str, Any]) -> Comparison:
    return Comparison(
        commit=_text(raw["commit"]),
        date=_text(raw["date"]),
        changes=tuple(
            Change(_text(one["provider"]), _text(one["id"]), _text(one["title"]), _state(one["before"]), _state(one["after"]))
            for one in raw["changes"]
        ),
        new=_texts(raw["new"]),
        fixed=_texts(raw["fixed"]),
        remaining=_texts(raw["remaining"]),
        named={_text(name): _text(words) for name, words in raw["named"].items()},
    )


def _state(word: Any) -> State | None:
    return State(word) if word else None


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(map(_text, values))


# -- the check that the audit rests on --


def _report(raw: dict[str, Any]) -> Report:
    coverage = raw["coverage"]
    return Report(
        root="",
        findings=tuple(map(_finding, raw["findings"])),
        suppressed=tuple(map(_finding, raw["suppressed"])),
        notices=tuple(map(_notice, raw["notices"])),
        coverage=Coverage(
            files=int(coverage["files"]),
            bytes=int(coverage["bytes"]),
            parsed=int(coverage["parsed"]),
            skipped={Skip(reason): int(number) for reason, number in coverage["skipped"].items()},
            unparsed=tuple(map(_notice, coverage["unparsed"])),
        ),
        history=_history(raw["history"]) if raw.get("history") else None,
        rules=_texts(raw["rules"]),
        providers=_texts(raw["providers"]),
        complete=bool(raw["complete"]),
    )


def _history(raw: dict[str, Any]) -> History:
    return History(
        versions=int(raw["versions"]),
        bytes=int(raw["bytes"]),
        skipped={Skip(reason): int(number) for reason, number in raw["skipped"].items()},
        lacks=_text(raw["lacks"]),
    )


def _finding(raw: dict[str, Any]) -> Finding:
    return Finding(
        rule=_text(raw["rule"]),
        severity=Severity(raw["severity"]),
        precision=Precision(raw["precision"]),
        message=_text(raw["message"]),
        location=_location(raw["location"]),
        label=_text(raw["label"]),
        help=_text(raw["help"]),
        provider=None if raw["provider"] is None else _text(raw["provider"]),
        symbol=_text(raw["symbol"]),
        related=tuple(map(_related, raw["related"])),
        flow=tuple(map(_related, raw["flow"])),
        fix=_fix(raw["fix"]) if raw["fix"] else None,
        fingerprint=_text(raw["fingerprint"]),
        line_hash=_text(raw["line_hash"]),
        suppression=_suppression(raw["suppression"]) if raw["suppression"] else None,
    )


def _suppression(raw: dict[str, Any]) -> Suppression:
    return Suppression(kind=_text(raw["kind"]), reason=_text(raw["reason"]), until=None if raw["until"] is None else _text(raw["until"]))


def _location(raw: dict[str, Any]) -> Location:
    """A place. Of a long line only a stretch was saved: it is put back into its columns."""
    region = Region(int(raw["start_line"]), int(raw["start_column"]), int(raw["end_line"]), int(raw["end_column"]))
    before = int(raw["line_column"]) - 1
    if not 0 <= before <= _LONGEST:
        raise ValueError("no column")
    line = " " * before + _text(raw["line"])
    commit = Commit(_text(raw["commit"]["id"]), _text(raw["commit"]["date"])) if raw.get("commit") else None
    return Location(_text(raw["path"]), Span(int(raw["start_byte"]), int(raw["end_byte"])), region, line, commit)


def _related(raw: dict[str, Any]) -> Related:
    return Related(_location(raw["location"]), _text(raw["message"]))


def _fix(raw: dict[str, Any]) -> Fix:
    edits = tuple(Edit(Span(int(one["start_byte"]), int(one["end_byte"])), _text(one["text"])) for one in raw["edits"])
    return Fix(_text(raw["title"]), edits, bool(raw["safe"]))


def _notice(raw: dict[str, Any]) -> Notice:
    return Notice(_text(raw["path"]), _text(raw["message"]), int(raw["line"]) if raw["line"] else None)
