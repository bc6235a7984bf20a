"""Formatters of a fleet's overview: each turns what is known of the fleet into one text, and reads nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from golint.readiness.fleet import Fleet

FILES: Mapping[str, str] = {"html": "index.html", "json": "fleet.json"}
"""The file that each format has in the folder of a fleet's results."""


def render(name: str, fleet: Fleet) -> str:
    """The overview in the format of that name, one of FILES."""
    match name:
        case "html":
            from golint.formats.fleet import html

            return html.render(fleet)
        case "json":
            from golint.formats.fleet import json

            return json.render(fleet)
    raise ValueError(f"there is no format {name!r}; known are {', '.join(FILES)}")
