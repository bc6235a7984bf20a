"""The tables of a fleet, and how their rows are read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from golint.fleet.tasks import Held
from golint.model import Mode, Severity
from golint.readiness.fleet import Count, Entry, Part, Place, SharedKey, Status
from golint.readiness.model import Verdict

VERSION = 1
SCHEMA = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE repository (
  name TEXT PRIMARY KEY,       -- of the result files
  path TEXT NOT NULL UNIQUE,   -- absolute
  shown TEXT NOT NULL,         -- as the list names it
  listed INTEGER NOT NULL,     -- whether the last run had it
  status TEXT NOT NULL,        -- pending, done or failed
  reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '',  -- of the repository when it was audited: its commit, or a digest of its files' sizes and times
  golint TEXT NOT NULL DEFAULT '', catalogue TEXT NOT NULL DEFAULT '', options TEXT NOT NULL DEFAULT '',  -- what else the result rests on
  date TEXT NOT NULL DEFAULT '', dated INTEGER NOT NULL DEFAULT 0,       -- dated: statements or suppressions hold until some day
  title TEXT NOT NULL DEFAULT '', revision TEXT NOT NULL DEFAULT '', dirty INTEGER,
  verdict TEXT, complete INTEGER NOT NULL DEFAULT 1,
  errors INTEGER NOT NULL DEFAULT 0, warnings INTEGER NOT NULL DEFAULT 0, notes INTEGER NOT NULL DEFAULT 0,
  suppressed INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE section (         -- a provider's checklist in a repository
  repository TEXT NOT NULL REFERENCES repository (name) ON DELETE CASCADE, place INTEGER NOT NULL,
  provider TEXT NOT NULL, name TEXT NOT NULL, checklist TEXT NOT NULL, title TEXT NOT NULL, verdict TEXT NOT NULL,
  faults INTEGER NOT NULL, due INTEGER NOT NULL, risks INTEGER NOT NULL, items INTEGER NOT NULL,
  PRIMARY KEY (repository, place)
) STRICT;
CREATE TABLE rule (            -- how many findings of a rule and a severity
  repository TEXT NOT NULL REFERENCES repository (name) ON DELETE CASCADE,
  rule TEXT NOT NULL, severity TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (repository, rule, severity)
) STRICT;
CREATE TABLE secret (          -- where a secret stands; equal digests of one run are equal secrets
  repository TEXT NOT NULL REFERENCES repository (name) ON DELETE CASCADE,
  path TEXT NOT NULL, start INTEGER NOT NULL, line INTEGER NOT NULL, stage TEXT NOT NULL,
  masked TEXT NOT NULL, kind TEXT NOT NULL, mode TEXT NOT NULL, providers TEXT NOT NULL,
  run TEXT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (repository, path, start)
) STRICT;
CREATE INDEX secret_by_digest ON secret (run, digest);
"""


def section(name: str, place: int, part: Part) -> tuple[object, ...]:
    """The row of a provider's checklist."""
    told = (part.provider, part.name, part.checklist, part.title, part.verdict)
    return name, place, *told, part.faults, part.due, part.risks, part.items


def secret(name: str, one: Held, run: str) -> tuple[object, ...]:
    """The row of a secret."""
    return name, one.path, one.start, one.line, one.stage, one.masked, one.kind, one.mode, one.providers, run, one.digest


def part(row: sqlite3.Row) -> Part:
    """A provider's checklist, from its row."""
    return Part(
        provider=row["provider"],
        name=row["name"],
        checklist=row["checklist"],
        title=row["title"],
        verdict=Verdict(row["verdict"]),
        faults=row["faults"],
        due=row["due"],
        risks=row["risks"],
        items=row["items"],
    )


def shared(rows: Sequence[sqlite3.Row]) -> SharedKey:
    """A secret, from the rows of its places."""
    first = min(rows, key=lambda row: len(row["providers"].split()) or 99)  # where it was told best whose it is
    return SharedKey(
        masked=first["masked"],
        kind=first["kind"],
        mode=Mode(first["mode"]),
        providers=tuple(first["providers"].split()),
        places=tuple(Place(row["repository"], row["path"], row["line"], row["stage"]) for row in rows),
    )


def entry(row: sqlite3.Row, sections: Sequence[sqlite3.Row], rules: Sequence[sqlite3.Row]) -> Entry:
    """What became of a repository, from its rows."""
    status = Status(row["status"])
    if status is not Status.DONE:
        return Entry(name=row["name"], path=row["shown"], status=status, reason=row["reason"])
    return Entry(
        name=row["name"],
        path=row["shown"],
        status=status,
        title=row["title"],
        commit=row["revision"],
        dirty=None if row["dirty"] is None else bool(row["dirty"]),
        date=row["date"],
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        complete=bool(row["complete"]),
        parts=tuple(map(part, sections)),
        counts=tuple(Count(one["rule"], Severity(one["severity"]), one["number"]) for one in rules),
        suppressed=row["suppressed"],
        files=row["files"],
        bytes=row["bytes"],
        seconds=row["seconds"],
    )
