"""The audit as one HTML file: it asks for nothing from anywhere, reads without JavaScript, prints, and is the same for the same audit."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from golint.formats.readiness import wording
from golint.formats.readiness.html.builder import Attributes, Child, Markup, element
from golint.formats.readiness.html.controls import contents, filters
from golint.formats.readiness.html.coverage import coverage, footer
from golint.formats.readiness.html.head import masthead
from golint.formats.readiness.html.items import Sheet, faults
from golint.formats.readiness.html.pieces import legend
from golint.formats.readiness.html.sections import overview, provider
from golint.formats.readiness.html.tables import comparison, handlers, inventory, part
from golint.readiness.model import Readiness

if TYPE_CHECKING:
    from golint.catalog import Catalog

_MANY = 8  # providers from which on a browser lays out only what is looked at


def render(readiness: Readiness, catalog: Catalog) -> str:
    """The page. It holds no time of its own and no order of chance."""
    known = wording.findings(readiness)
    sheets = [Sheet(number, section, known, catalog) for number, section in enumerate(readiness.sections, 1)]
    title = f"{readiness.verdict}: {readiness.repository.name}, go-live readiness, {readiness.date}"
    return document(title, readiness.tool, _body(readiness, sheets, catalog), resource("report.css"), resource("report.js"))


def resource(name: str) -> Markup:
    """A file of this package that goes into every page."""
    return Markup(files(__name__).joinpath(name).read_text("utf-8"))


def document(title: str, tool: str, body: Markup, style: Markup, script: Markup) -> str:
    """A whole page around its body."""
    return f"<!doctype html>\n{element('html', {'lang': 'en'}, _head(title, tool, style, script), body).text}"


def policy(style: Markup, script: Markup) -> str:
    """What a browser may do with the page: apply this very style, run this very script, and nothing else."""
    allowed = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _head(title: str, tool: str, style: Markup, script: Markup) -> Markup:
    metas: tuple[Attributes, ...] = (
        {"charset": "utf-8"},
        {"http-equiv": "Content-Security-Policy", "content": policy(style, script)},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "color-scheme", "content": "light dark"},
        {"name": "referrer", "content": "no-referrer"},
        {"name": "generator", "content": tool},
    )
    icon = element("link", {"rel": "icon", "href": "data:,"})  # else a browser asks the server for one
    sheets: Child = [Markup(f"<style>{style.text}</style>\n"), Markup(f'<script type="module">{script.text}</script>\n')]
    return element("head", None, [element("meta", meta) for meta in metas], element("title", None, title), icon, sheets)


def _body(readiness: Readiness, sheets: list[Sheet], catalog: Catalog) -> Markup:
    side = element("div", {"class": "side"}, filters(sheets, readiness), contents(sheets, readiness))
    nobodys = part("nobodys", "In code of no provider above", faults(readiness.nobodys)) if readiness.nobodys else None
    parts = [overview(sheets), [provider(sheet) for sheet in sheets], nobodys, handlers(readiness, catalog), inventory(readiness, catalog)]
    parts += [comparison(readiness, catalog), coverage(readiness.report), part("meanings", "What the states mean", legend())]
    main = element("main", {"id": "main", "class": "many" if len(sheets) > _MANY else None, "tabindex": -1}, parts)
    skip = element("a", {"class": "skip", "href": "#main"}, "Skip to the report")
    return element("body", None, skip, resource("symbols.svg"), masthead(readiness), side, main, footer(readiness))


def _digest(text: Markup) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.text.encode()).digest()).decode()}"
