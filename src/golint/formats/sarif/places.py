"""Places in files as SARIF says them: relative to the checked root, columns in Unicode code points."""

from __future__ import annotations

import sarif_om as om

from golint.formats.encoding import uri
from golint.formats.snippet import excerpt
from golint.model import Location, Related

ROOT = "%SRCROOT%"


def artifact(path: str) -> om.ArtifactLocation:
    """A file below the checked root."""
    return om.ArtifactLocation(uri=uri(path), uri_base_id=ROOT)


def region(location: Location) -> om.Region:
    """The lines and columns of a place; like SARIF's, golint's end column is exclusive."""
    lines = location.region
    return om.Region(
        start_line=lines.start_line,
        start_column=lines.start_column,
        end_line=lines.end_line,
        end_column=lines.end_column,
    )


def place(location: Location, *, snippets: bool) -> om.PhysicalLocation:
    """A place, with its masked line where snippets are wanted."""
    return om.PhysicalLocation(
        artifact_location=artifact(location.path),
        region=region(location),
        context_region=_context(location) if snippets else None,
    )


def related(one: Related, *, link: int = -1, snippets: bool) -> om.Location:
    """A second place with its words; `link` is what a message's link names."""
    return om.Location(id=link, physical_location=place(one.location, snippets=snippets), message=om.Message(text=one.message or "here"))


def _context(location: Location) -> om.Region | None:
    """The whole lines of a place, of which a report holds the first; none for a bundle's endless line."""
    line, _ = excerpt(location)
    if not line or len(line) < len(location.line.removeprefix("\ufeff")):
        return None
    first, last = location.region.start_line, location.region.end_line
    text = line if first == last else f"{line}\n…"
    return om.Region(start_line=first, end_line=last, snippet=om.ArtifactContent(text=text))
