"""The baseline: findings that a team has accepted for now, so that only new ones are reported.

One line per entry, `digest rule path`, sorted, keyed by a salt in the header: no line numbers and no secret, so two branches merge as the
union of their lines, and moving code about changes nothing. A merge that joins two headers is read with both salts.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from golint.lazily import compiled
from golint.model import Finding, Suppression
from golint.places import BASELINE

NAME = BASELINE
_HEADER = compiled(r"# golint baseline (\d+) salt=([0-9a-f]{32})")
_ENTRY = compiled(r"([0-9a-f]{32}) ([a-z0-9-]+) (.+)")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_VERSION = "1"
_ABOUT = "# Accepted findings, one line each; golint baseline prune removes those that are gone. Conflicts: keep the lines of both sides."


class BaselineError(ValueError):
    """A baseline that cannot be used; the text names the file, the line and the remedy."""


class Entry(Struct, frozen=True, order=True):
    """One accepted finding; `digest` is its fingerprint under the salt."""

    path: str
    rule: str
    digest: str


class Baseline(Struct, frozen=True):
    """The accepted findings. The first salt keys new entries."""

    salts: tuple[str, ...]
    entries: frozenset[Entry] = field(default_factory=frozenset)

    @classmethod
    def empty(cls) -> Baseline:
        """A baseline without entries under a fresh salt."""
        return cls((os.urandom(16).hex(),))

    def holds(self, finding: Finding) -> bool:
        """Whether the finding is accepted."""
        return any(entry in self.entries for entry in self._entries_of(finding))

    def accepting(self, findings: Iterable[Finding]) -> Baseline:
        """A baseline of exactly these findings, under the same salts; entries that still fit are kept as they are."""
        return replace(self, entries=frozenset(self._entry(finding) for finding in findings))

    def stale(self, findings: Iterable[Finding]) -> frozenset[Entry]:
        """The entries that none of the findings fits."""
        return self.entries - {entry for finding in findings for entry in self._entries_of(finding)}

    def text(self) -> str:
        """The file as it is written."""
        headers = [f"# golint baseline {_VERSION} salt={salt}" for salt in self.salts]
        lines = [f"{entry.digest} {entry.rule} {entry.path}" for entry in sorted(self.entries)]
        return "\n".join([*headers, _ABOUT, *lines]) + "\n"

    def _entry(self, finding: Finding) -> Entry:
        return next((entry for entry in self._entries_of(finding) if entry in self.entries), next(self._entries_of(finding)))

    def _entries_of(self, finding: Finding) -> Iterator[Entry]:
        for salt in self.salts:
            digest = hmac.digest(bytes.fromhex(salt), finding.fingerprint.encode(), "sha256").hex()[:32]
            yield Entry(finding.location.path, finding.rule, digest)


def parse(text: str, name: str) -> Baseline:
    """The baseline in a file's text; `name` is what errors call it. Lines that a merge left twice, or its marks, do no harm."""
    salts: dict[str, None] = {}
    entries = set()
    for number, line in enumerate(text.splitlines(), 1):
        header, entry = _HEADER.fullmatch(line), _ENTRY.fullmatch(line)
        if header and header[1] != _VERSION:
            raise BaselineError(f"{name}:{number}: version {header[1]} is not known here; update golint, or run golint baseline create")
        if header:
            salts[header[2]] = None
        elif entry:
            entries.add(Entry(entry[3], entry[2], entry[1]))
        elif line.strip() and not line.startswith(("#", *_CONFLICT)):
            raise BaselineError(f"{name}:{number}: not an entry (`digest rule path`); remove the line, or run golint baseline create")
    if not salts:
        raise BaselineError(f"{name}:1: the header with the salt is missing; run golint baseline create")
    return Baseline(tuple(salts), frozenset(entries))


def read(path: Path) -> Baseline:
    """The baseline in a file. Raises BaselineError."""
    try:
        return parse(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{path}: the baseline cannot be read ({type(error).__name__}); run golint baseline create") from None


def apply(findings: Iterable[Finding], baseline: Baseline) -> tuple[list[Finding], list[Finding]]:
    """The new findings, and those that the baseline accepts."""
    new: list[Finding] = []
    accepted: list[Finding] = []
    for finding in findings:
        if baseline.holds(finding):
            accepted.append(replace(finding, suppression=Suppression(kind="baseline", reason="in the baseline")))
        else:
            new.append(finding)
    return new, accepted


def known_secrets(path: Path) -> frozenset[str]:
    """The SHA-1 digests of the secrets that a detect-secrets baseline lists, but for those that an auditor called real. Nothing else in the
    file is looked at. Raises BaselineError."""
    import json

    try:
        entries = [entry for entries in json.loads(path.read_bytes())["results"].values() for entry in entries]
        return frozenset(entry["hashed_secret"] for entry in entries if entry.get("is_secret") is not True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BaselineError(f"{path}: not a detect-secrets baseline; remove it, or run detect-secrets scan anew") from None
