"""Payments that a page of the shop opens itself, with the public key: how much is paid is the page's word, whoever chose the reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from golint.context import runs_in_shop
from golint.dataflow.doors.handlers import Handler
from golint.project import Project

if TYPE_CHECKING:
    from golint.view import FileView

PAGES = (".js", ".mjs", ".jsx", ".ts", ".tsx", ".vue", ".svelte", ".html", ".htm", ".php", ".ejs", ".hbs", ".twig", ".erb", ".cshtml")
_GIVES_AMOUNT = re.compile(rb"""\bamount\b["']?\s*[:=,}]""")


def by_page(view: FileView, handler: Handler) -> bool:
    """Whether a page of the shop opens the payments of a door with an amount of its own."""
    packs = view.flow.packs_of(handler)
    return bool(packs) and all(pack.popup.opens and view.project.derived(_opens, pack.popup.opens, pack.popup.resumes) for pack in packs)


def _opens(project: Project, opens: tuple[str, ...], resumes: tuple[str, ...]) -> bool:
    """Whether a page opens a payment by one of some names, and does not only go on with what the server has opened."""
    paths = dict.fromkeys(path for name in opens for path in project.mentioning(name.encode(), PAGES))
    texts = (project.read(path) or b"" for path in paths if runs_in_shop(path))
    return any(_GIVES_AMOUNT.search(text) and not any(name.encode() in text for name in resumes) for text in texts)
