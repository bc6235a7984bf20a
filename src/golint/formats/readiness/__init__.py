"""Formatters of a readiness report: each turns a finished audit into one text, and reads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.readiness.model import Readiness

if TYPE_CHECKING:
    from golint.catalog import Catalog

NAMES = ("text", "markdown", "json", "sarif", "junit", "html")


def render(name: str, readiness: Readiness, catalog: Catalog, *, colour: bool = False) -> str:
    """The audit in the format of that name, one of NAMES; colour matters to text alone."""
    match name:
        case "text":
            from golint.formats.readiness import text

            return text.render(readiness, catalog, colour=colour)
        case "markdown":
            from golint.formats.readiness import markdown

            return markdown.render(readiness, catalog)
        case "json":
            from golint.formats.readiness import json

            return json.render(readiness, catalog)
        case "sarif":
            from golint.formats.readiness import sarif

            return sarif.render(readiness, catalog)
        case "junit":
            from golint.formats.readiness import junit

            return junit.render(readiness, catalog)
        case "html":
            from golint.formats.readiness import html

            return html.render(readiness, catalog)
    raise ValueError(f"there is no format {name!r}; known are {', '.join(NAMES)}")
