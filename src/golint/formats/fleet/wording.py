"""The words about a fleet that its formats share."""

from __future__ import annotations

from collections.abc import Iterator

from golint.readiness.fleet import Entry, Fleet, Outcome, SharedKey, Status

SUFFIXES = ("html", "sarif", "json")


def headline(fleet: Fleet) -> str:
    """What the fleet came to, in one sentence."""
    numbers = tally(fleet)
    audited = sum(numbers.get(one, 0) for one in (Outcome.NOT_READY, Outcome.RISKS, Outcome.READY))
    missing = numbers.get(Outcome.FAILED, 0) + numbers.get(Outcome.PENDING, 0)
    if not audited:
        return f"{_repositories(missing)} could not be audited." if missing else "No repository uses a payment provider that golint knows."
    words = f"{numbers.get(Outcome.NOT_READY, 0):,} of {_repositories(audited)} with a payment provider not ready."
    return f"{words} {_repositories(missing)} not audited." if missing else words


def tally(fleet: Fleet) -> dict[Outcome, int]:
    """How many repositories came to what, in the order of the overview; what none came to is left out."""
    found = [entry.outcome for entry in fleet.entries]
    return {outcome: found.count(outcome) for outcome in Outcome if outcome in found}


def results(entry: Entry) -> Iterator[tuple[str, str]]:
    """The files of a repository, relative to the overview: suffix and path."""
    if entry.status is Status.DONE:
        yield from ((suffix, f"repositories/{entry.name}.{suffix}") for suffix in SUFFIXES)


def owner(key: SharedKey, fleet: Fleet) -> str:
    """Whose a key is."""
    return " or ".join(fleet.names.get(provider, provider) for provider in key.providers) or "unknown"


def _repositories(number: int) -> str:
    return "1 repository" if number == 1 else f"{number:,} repositories"
