"""What a shop with payment code does not show: tests, runbooks, metrics and alerts, a load test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from golint.catalog import Catalog
from golint.model import Observation, RepositoryHit, Stage

_PLACES = ("money-call", "handler", "request", "checkout", "return")  # what shows best where a shop takes payments, the best first


def untested_scenario(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """Payment code of which no test shows that it succeeds and is declined; that it is refunded, that webhooks are taken, and are taken
    twice, where the shop does that."""
    return _missing(observations, catalog, "test")


def missing_runbook(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """Payment code without a document that says what to do when payments fail, how keys are rotated, whom to call."""
    return _missing(observations, catalog, "runbook")


def missing_monitoring(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """Payment code without a metric of payments, or without an alert."""
    return _missing(observations, catalog, "metric", "alert")


def no_load_test(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """Payment code without a load test."""
    return _missing(observations, catalog, "load-test")


def _missing(observations: Sequence[Observation], catalog: Catalog, *kinds: str) -> Iterator[RepositoryHit]:
    """One hit that names all that is asked for and not shown, at the first payment code."""
    place = first_payment_code(observations)
    shown = {one.key for one in observations if one.kind == "evidence"}
    hooked = any(one.kind == "handler" for one in observations)
    played = {f"test:{one.key}" for one in observations if one.kind == "scenario"}
    lacking = [word for kind in kinds for word in _lacking(catalog, kind, shown, played, hooked=hooked)]
    if place is not None and lacking:
        yield RepositoryHit(place.location, {"what": _listed(lacking)}, provider=place.values.get("provider") or None)


def first_payment_code(observations: Iterable[Observation]) -> Observation | None:
    """Where the shop's own payment code begins: its first call that moves money, else its first webhook handler or request."""
    found = [(rank, one) for one in observations if (rank := _rank(one)) is not None and one.stage not in (Stage.TEST, Stage.DOCS)]
    return min(found, key=lambda pair: (pair[0], pair[1].location.path, pair[1].location.span), default=(None, None))[1]


def _rank(one: Observation) -> int | None:
    word = one.key if one.kind == "subject" else one.kind
    return _PLACES.index(word) if word in _PLACES else None


def _lacking(catalog: Catalog, kind: str, shown: set[str], played: set[str], *, hooked: bool) -> Iterator[str]:
    """The words for the topics of a kind that are asked for and that nothing shows; for a kind without topics, its own. `played` are the
    scenarios that the code itself plays."""
    table = catalog.evidence.get(kind)
    if table is None:
        return
    if not table.topics:
        yield from () if kind in shown else (table.title,)
        return
    answers: dict[str, list[str]] = {}
    for topic in table.topics.values():
        if topic.asked and (hooked or not topic.hooked) and (not topic.played or f"{kind}:{topic.id}" in played):
            answers.setdefault(topic.asked, []).append(f"{kind}:{topic.id}")
    yield from (asked for asked, keys in answers.items() if shown.isdisjoint(keys))


def _listed(words: Sequence[str]) -> str:
    """`a, b or c`."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
