"""Formatters: each turns a finished report into one text, and reads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.model import Report

if TYPE_CHECKING:
    from golint.catalog import Catalog

NAMES = ("text", "concise", "json", "sarif", "github")
PROFILES = ("github", "full")


def render(name: str, report: Report, catalog: Catalog, *, colour: bool = False, profile: str = "github", help_uri: str = "") -> str:
    """The report in the format of that name, one of NAMES.

    Colour matters to text and concise; `profile`, one of PROFILES, and `help_uri`, where the rule pages are published, to sarif.
    """
    match name:
        case "text":
            from golint.formats import text

            return text.render(report, catalog, colour=colour)
        case "concise":
            from golint.formats import concise

            return concise.render(report, catalog, colour=colour)
        case "json":
            from golint.formats import json

            return json.render(report, catalog)
        case "sarif":
            from golint.formats import sarif

            return sarif.render(report, catalog, profile=profile, help_uri=help_uri)
        case "github":
            from golint.formats import github

            return github.render(report, catalog)
    raise ValueError(f"there is no format {name!r}; known are {', '.join(NAMES)}")
