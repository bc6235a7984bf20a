"""A readiness report against an older one of the same repository."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from golint.readiness.model import Answer, Change, Comparison, Readiness


def compared(new: Readiness, old: Readiness) -> Readiness:
    """The newer report, with what has changed since the older one."""
    before, after = _fingerprints(old), _fingerprints(new)
    comparison = Comparison(
        commit=old.repository.commit,
        date=old.date,
        changes=tuple(_changes(_answers(old), _answers(new))),
        new=tuple(one for one in after if one not in before),
        fixed=tuple(one for one in before if one not in after),
        remaining=tuple(one for one in after if one in before),
        named={**before, **after},
    )
    return replace(new, comparison=comparison)


_Key = tuple[str, str]


def _answers(readiness: Readiness) -> dict[_Key, Answer]:
    return {(section.provider, answer.id): answer for section in readiness.sections for answer in section.answers}


def _changes(before: Mapping[_Key, Answer], after: Mapping[_Key, Answer]) -> Iterator[Change]:
    for key in (*after, *(key for key in before if key not in after)):
        old, new = before.get(key), after.get(key)
        told = new or old
        if told is not None and (old is None or new is None or old.state is not new.state):
            yield Change(key[0], told.id, told.title, old.state if old else None, new.state if new else None)


def _fingerprints(readiness: Readiness) -> dict[str, str]:
    """Each finding's fingerprint, in the order of the report, with the words and the place by which people know it."""
    named = ((one, f"{one.location.path}:{one.location.region.start_line}") for one in readiness.report.findings if one.fingerprint)
    return {one.fingerprint: f"{one.rule} in {place}" for one, place in named}
