"""A secret that was committed once, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint import credentials
from golint.catalog import Catalog
from golint.checks.keys.causes import cause
from golint.checks.keys.duplicates import groups
from golint.checks.keys.words import described, severity
from golint.credentials.generic import is_identifier
from golint.lazily import compiled
from golint.model import Commit, Location, Observation, Related, RepositoryHit, Secret, Severity, Span, Stage
from golint.view import masked

if TYPE_CHECKING:
    from golint.sources import SourceFile
    from golint.view import FileView

KIND = "committed-secret"
_SHORT = 12  # characters of a commit's name that people use
_LONG = compiled(r"""[^\s"'`(){}\[\],;]{8,}""")


def committed(view: FileView, commit: Commit) -> Iterator[Observation]:
    """One observation for each key of a file of the past that was a fault where it stood. Secrets that only their names tell are left out:
    they are judged in the tree, where more is known of them."""
    found = credentials.keys(view)
    for secret in found:
        if cause(view, secret):
            place = _place(view.source, secret, found, commit)
            yield Observation(KIND, secret.digest.hex(), place, view.side, view.stage, _values(view, secret, commit))


def _place(source: SourceFile, secret: Secret, found: Sequence[Secret], commit: Commit | None) -> Location:
    """Where a key stands, or stood. Of the rest of its line only plain words are shown, since other secrets are not looked for."""
    region = source.region(secret.span)
    line = source.line_span(region.start_line)
    shown: list[str] = []
    at = line.start
    for one in (one for one in found if one.span.overlaps(line)):
        start, end = max(one.span.start, at), min(one.span.end, line.end)
        shown += [_plain(source.text(Span(at, start))), masked(source, Span(start, end), found)]
        at = end
    return Location(source.path, secret.span, region, "".join((*shown, _plain(source.text(Span(at, line.end))))), commit)


def _plain(text: str) -> str:
    """The text with stars for whatever is long and no name."""
    return _LONG.sub(lambda match: match[0] if is_identifier(match[0].rstrip("=:")) else "*" * len(match[0]), text)


def standing(view: FileView) -> Iterator[Observation]:
    """One observation for each key of a file of today, whether it is a fault there or not."""
    found = credentials.keys(view)
    for secret in found:
        if secret.role.is_secret:
            yield Observation("secret", secret.digest.hex(), _place(view.source, secret, found, None), view.side, view.stage)


def key_in_history(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """A secret that was ever committed, at the commit that brought it. Where it still stands in the tree, those places are told with it."""
    standing = groups(observations, "secret")
    for first, *_ in groups(observations, KIND).values():
        still = [place for place in standing.get(first.key, ()) if place.location.commit is None]
        providers = first.values["providers"].split()
        yield RepositoryHit(
            first.location,
            {**first.values, "fate": "still stands in the tree" if still else "is gone from the tree"},
            label=brought(first.location),
            provider=providers[0] if len(providers) == 1 else None,
            severity=Severity(first.values["severity"]),
            related=tuple(Related(place.location, "it still stands here") for place in still),
        )


def brought(location: Location) -> str:
    """How a secret came into the history, as a label."""
    commit = location.commit or Commit()
    return f"committed in {commit.id[:_SHORT]} on {commit.date}" if commit.id else "kept in an object that no commit holds"


def _values(view: FileView, secret: Secret, commit: Commit) -> dict[str, str]:
    most = Severity.NOTE if view.stage is Stage.DOCS else Severity.ERROR if commit.id else Severity.WARNING
    origin = f"was committed in `{commit.id[:_SHORT]}` on {commit.date}"
    lost = "lies in an object of git that no commit holds (it is unreachable)"
    return {
        **described(secret, view.catalog),
        "providers": " ".join(secret.providers),
        "severity": severity(secret, most).value,
        "origin": origin if commit.id else lost,
        "others": "",
    }
