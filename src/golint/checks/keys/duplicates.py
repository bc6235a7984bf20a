"""One secret value that is kept in several places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from golint.catalog import Catalog
from golint.lazily import compiled
from golint.model import Observation, Related, RepositoryHit, Severity, Stage

_PROSE = compiled(r"\.(?:md|mdx|rst|adoc|txt|html?|ipynb)$", re.IGNORECASE)


def duplicated_key(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """A secret that stands in two places or more of what is deployed; a copy in an example file counts, one in tests or prose does not.

    A value shared by a sandbox and a production configuration is the fault of another rule.
    """
    for places in groups(observations, "secret").values():
        counted = [place for place in places if _counts(place)]
        if (
            len(counted) < 2
            or all(place.stage is Stage.DOCS for place in counted)
            or {Stage.SANDBOX, Stage.PRODUCTION} <= {p.stage for p in counted}
        ):
            continue
        yield _hit(counted, catalog)


def groups(observations: Sequence[Observation], kind: str) -> dict[str, list[Observation]]:
    """The observations of a kind by their keys, each group in the order of paths and places."""
    found: dict[str, list[Observation]] = {}
    for one in sorted((o for o in observations if o.kind == kind), key=lambda o: (o.stage is Stage.DOCS, o.location.path, o.location.span)):
        found.setdefault(one.key, []).append(one)
    return found


def _counts(place: Observation) -> bool:
    return place.stage is not Stage.TEST and not (place.stage is Stage.DOCS and _PROSE.search(place.location.path))


def _hit(places: Sequence[Observation], catalog: Catalog) -> RepositoryHit:
    from golint.checks.keys.words import owner

    first, *others = places
    providers = tuple(first.values["providers"].split())
    files = len({place.location.path for place in places})
    return RepositoryHit(
        first.location,
        {
            "provider": owner(providers, catalog, first.values["kind"]),
            "masked": first.values["masked"],
            "count": str(len(places)),
            "files": "one file" if files == 1 else f"{files} files",
        },
        provider=providers[0] if len(providers) == 1 else None,
        severity=Severity.WARNING,
        related=tuple(Related(other.location, "the same secret again") for other in others),
    )
