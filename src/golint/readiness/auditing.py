"""An audit from its settings to its readiness, for whoever asks for one: a person about a folder, a fleet about many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint.model import Level, Report
from golint.readiness.model import Readiness, Repository
from golint.settings import Settings, Statements, load_statements, validate_statements

if TYPE_CHECKING:
    from golint.cache import Cache
    from golint.catalog import Catalog
    from golint.sources import Tree


def day(environment: Mapping[str, str]) -> date:
    """The day of an audit: that of SOURCE_DATE_EPOCH where it is set, so that a report can be made again byte for byte."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else date.today()  # noqa: DTZ011  # the user's own day counts


def thorough(settings: Settings) -> Settings:
    """The settings with which every rule is asked, whatever a daily check asks."""
    return replace(settings, level=Level.AUDIT, select=())


def stated(settings: Settings, known: Catalog) -> Statements:
    """What people stated, each about an item that there is. Raises SettingsError."""
    statements = load_statements(settings)
    validate_statements(statements, {item.id for checklist in known.checklists.values() for item in checklist.items}, known.providers)
    return statements


def audit(
    settings: Settings,
    known: Catalog,
    statements: Statements,
    today: date,
    *,
    run_key: bytes | None = None,
    progress: Callable[[int, int], None] | None = None,
    cache: Cache | None = None,
    on_tree: Callable[[Tree], None] | None = None,
) -> Readiness:
    """The readiness of what the settings name, for the providers that they name or that the code uses.

    `run_key` keys the digests of secrets, which are comparable with those of another audit under the same key alone. `on_tree` is told the
    files that were found.
    """
    from golint import engine

    # All providers are looked for, whichever are audited: whose key it is depends on who else might have it.
    asked = replace(settings, providers=())
    report = engine.run(asked, known, use_baseline=False, progress=progress, today=today, run_key=run_key, cache=cache, on_tree=on_tree)
    return assessed(report, settings, known, statements, today)


def assessed(report: Report, settings: Settings, known: Catalog, statements: Statements, today: date) -> Readiness:
    """The readiness that a finished check comes to."""
    from golint.readiness.assess import assess
    from golint.sources import repository

    head = repository.head(report.root)
    return assess(
        report,
        known,
        statements,
        repository=Repository(head.name, head.commit, head.dirty),
        today=today,
        providers=settings.providers,
        current=_is_current(report),
    )


def _is_current(report: Report) -> bool | None:
    """Whether the operational documents changed since the payment code did; None where git does not know."""
    from golint.sources import repository

    documents = sorted({one.location.path for one in report.observations if one.kind == "evidence" and one.key.startswith("runbook")})
    code = sorted({one.location.path for one in report.observations if one.kind in ("subject", "handler")})
    written, changed = repository.last_change(report.root, documents), repository.last_change(report.root, code)
    return None if written is None or changed is None else written >= changed
