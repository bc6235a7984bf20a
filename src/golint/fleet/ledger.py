"""The SQLite table of a fleet: what has been done, under which terms, and what came of it.

Each change is one transaction, so that a run that is broken off anywhere can be taken up again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from golint.fleet import tables
from golint.fleet.errors import FleetError
from golint.fleet.tasks import Audited
from golint.model import Severity
from golint.readiness.fleet import Entry, SharedKey, Status

NAME = "fleet.db"


class Basis(Struct, frozen=True):
    """What a result rests on besides the repository."""

    golint: str
    catalogue: str
    options: str
    date: str


class Ledger:
    """The table of one output folder."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def names(self) -> dict[str, str]:
        """The names of results by the paths of their repositories."""
        return dict(self._sql.execute("SELECT path, name FROM repository"))

    def enlist(self, listed: Mapping[str, tuple[str, str]]) -> None:
        """Take down what the fleet has: path and how it is shown, by name. What it has no more is kept, and told no more."""
        with self._sql:
            self._sql.execute("UPDATE repository SET listed = 0")
            self._sql.executemany(
                "INSERT INTO repository (name, path, shown, listed, status) VALUES (?, ?, ?, 1, 'pending')"
                " ON CONFLICT (name) DO UPDATE SET shown = excluded.shown, listed = 1",
                [(name, path, shown) for name, (path, shown) in listed.items()],
            )

    def is_done(self, name: str, state: str, basis: Basis) -> bool:
        """Whether the result of a repository would be the same again."""
        row = self._sql.execute(
            "SELECT 1 FROM repository WHERE name = ? AND status = 'done' AND state = ? AND golint = ? AND catalogue = ? AND options = ?"
            " AND (date = ? OR NOT dated)",
            (name, state, basis.golint, basis.catalogue, basis.options, basis.date),
        )
        return row.fetchone() is not None

    def pend(self, names: Iterable[str]) -> None:
        """Take down that repositories are to be audited."""
        with self._sql:
            for name in names:
                self._reset(name, Status.PENDING, "")

    def fail(self, name: str, reason: str) -> None:
        """Take down that a repository could not be audited, and why."""
        with self._sql:
            self._reset(name, Status.FAILED, reason)

    def finish(self, found: Audited, state: str, basis: Basis, run: str) -> None:
        """Take down the result of a repository."""
        entry = found.entry
        with self._sql:
            self._reset(entry.name, Status.DONE, "")
            self._sql.execute(
                "UPDATE repository SET state = ?, golint = ?, catalogue = ?, options = ?, date = ?, dated = ?,"
                " title = ?, revision = ?, dirty = ?, verdict = ?, complete = ?, errors = ?, warnings = ?, notes = ?, suppressed = ?,"
                " files = ?, bytes = ?, seconds = ? WHERE name = ?",
                (
                    *(state, basis.golint, basis.catalogue, basis.options, entry.date, found.dated),
                    *(entry.title, entry.commit, entry.dirty, entry.verdict, entry.complete),
                    *(entry.number(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)),
                    *(entry.suppressed, entry.files, entry.bytes, entry.seconds, entry.name),
                ),
            )
            self._sql.executemany(
                "INSERT INTO section VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [tables.section(entry.name, *one) for one in enumerate(entry.parts, 1)],
            )
            self._sql.executemany(
                "INSERT INTO rule VALUES (?, ?, ?, ?)", [(entry.name, one.rule, one.severity, one.number) for one in entry.counts]
            )
            self._sql.executemany(
                "INSERT INTO secret VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [tables.secret(entry.name, one, run) for one in found.held]
            )

    def places(self, name: str) -> tuple[tuple[str, int], ...]:
        """Where the secrets of a repository stand."""
        rows = self._sql.execute("SELECT path, start FROM secret WHERE repository = ? ORDER BY path, start", (name,))
        return tuple((path, start) for path, start in rows)

    def digest_anew(self, name: str, places: Sequence[tuple[str, int]], digests: Sequence[str], run: str) -> None:
        """Take down the digests of a repository's secrets under the salt of a later run."""
        with self._sql:
            self._sql.executemany(
                "UPDATE secret SET digest = ?, run = ? WHERE repository = ? AND path = ? AND start = ?",
                [(digest, run, name, *place) for place, digest in zip(places, digests, strict=True)],
            )

    def runs(self) -> set[str]:
        """The runs under whose salts the listed secrets are digested; only within one can they be compared."""
        return {run for (run,) in self._sql.execute("SELECT DISTINCT run FROM secret JOIN repository ON name = repository WHERE listed")}

    def entries(self) -> Iterator[Entry]:
        """What became of each repository of the last run."""
        for row in self._sql.execute("SELECT * FROM repository WHERE listed ORDER BY name").fetchall():
            sections = self._sql.execute("SELECT * FROM section WHERE repository = ? ORDER BY place", (row["name"],)).fetchall()
            rules = self._sql.execute("SELECT * FROM rule WHERE repository = ? ORDER BY rule, severity", (row["name"],)).fetchall()
            yield tables.entry(row, sections, rules)

    def shared(self) -> Iterator[SharedKey]:
        """The secrets that stand in several repositories: live ones first, then by how many repositories hold them."""
        groups = self._sql.execute(
            "SELECT run, digest, count(DISTINCT repository) AS number FROM secret JOIN repository ON name = repository"
            " WHERE listed GROUP BY run, digest HAVING number > 1"
            " ORDER BY max(mode = 'live') DESC, number DESC, min(masked), min(repository), min(secret.path)"
        ).fetchall()
        for run, digest, *_ in groups:
            rows = self._sql.execute(
                "SELECT secret.* FROM secret JOIN repository ON name = repository WHERE listed AND run = ? AND digest = ?"
                " ORDER BY repository, secret.path, start",
                (run, digest),
            ).fetchall()
            yield tables.shared(rows)

    def results(self) -> list[str]:
        """The names of all results, listed or not."""
        return [name for (name,) in self._sql.execute("SELECT name FROM repository")]

    def clear(self) -> None:
        """Forget everything."""
        with self._sql:
            self._sql.execute("DELETE FROM repository")

    def _reset(self, name: str, status: Status, reason: str) -> None:
        """A row as it was when it was new, and of this status."""
        path, shown, listed = self._sql.execute("SELECT path, shown, listed FROM repository WHERE name = ?", (name,)).fetchone()
        self._sql.execute("DELETE FROM repository WHERE name = ?", (name,))
        self._sql.execute(
            "INSERT INTO repository (name, path, shown, listed, status, reason) VALUES (?, ?, ?, ?, ?, ?)",
            (name, path, shown, listed, status, reason),
        )


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """The table of an output folder, made where there is none. Raises FleetError for one that another golint made or works on."""
    path = folder / NAME
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version not in (0, tables.VERSION):
                raise FleetError(
                    str(path), f"is of version {version}, which this golint does not know", "name another folder with --output"
                )
            if not version:
                connection.executescript(f"BEGIN; {tables.SCHEMA} COMMIT;")
            yield Ledger(connection)
    except sqlite3.Error as error:
        raise FleetError(str(path), f"cannot be used ({error})", "name another folder with --output, or remove it") from None
