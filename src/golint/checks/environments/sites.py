"""Where a file states URLs and hosts: literals of a program, quoted texts of any other source, values of a configuration file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.checks.environments.mentions import mentions
from golint.checks.environments.words import speaks_of_environment
from golint.credentials.naming import name_before
from golint.facts import Document, Literal, Program, Template
from golint.frontends import BLADE, MARKUP
from golint.frontends.blade import as_php
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.view import FileView

_QUOTED = compiled(rb"""(["'`])(?P<text>(?=[^"'`\n]{0,300}[./_\d])[^"'`\s]{4,300}|\d{4}(?:[ -]\d{4}){3})\1""")
_COMMENT = compiled(rb"\s*(?://|#(?!define)|\*|/\*|<!--|--|;|@?(?:param|see)\b)")
_OUTER = compiled(rb"""["']?(?P<name>[A-Za-z_][\w-]*)["']?\s*(?:=>|:|=)\s*(?:\[|\{|array\()\s*$""")
_OR = compiled(rb"\|\||\?\?|\?:|\bor\b|\benv\(|getenv|ENV\.fetch|ENV\[|\benviron|config\(|\.get\(|getProperty|GetEnv|Lookup")
_STRETCH = compiled(rb"""[^=;{}]*(?:==+\s*["'][^"']*["'][^=;{}]*)*""")
_ASKED = compiled(rb"\?[^?.]")
_UNDER = compiled(rb"\b(?:if|case|when|unless)\b(?P<condition>.*)")
# A page that PHP writes: what is commented out, code, Blade's conditions, and the elements that name an address.
_PAGE = compiled(
    rb"""
      <!--.*?(?:-->|\Z)
    | <\?(?!xml).*?(?:\?>|\Z)
    | @(?:production|env|if|elseif|unless|switch|case)\b[^\n]*+
    | <(?:script|iframe|form)(?=\s)(?:[^<>"']|"[^"]{0,500}+"|'[^']{0,500}+'){0,400}?\s(?P<name>src|action)\s*+=\s*+
      (?P<quote>["'])(?P<address>[^"'<>\s]{4,300}+)(?P=quote)
    """,
    re.X | re.S | re.I,
)
_ASKED_IN_PAGE = compiled(rb"\A@.*|\b(?:if|elseif|switch|case)\b.*", re.I)
_LINES_ABOVE = 3
_FAR = 10_000  # bytes: what stands before those in a line, which no person wrote, has nothing to say


class Site(Struct, frozen=True):
    """A text in a file and what stands around it: the names it is given to, whether the environment chooses it, whether it is a mere
    default, whether it is only looked for, whether it is asked if a browser runs this."""

    span: Span
    names: tuple[str, ...] = ()
    chosen: bool = False
    default: bool = False
    compared: bool = False
    function: str = ""
    split: bool = False


def sites(view: FileView, holding: re.Pattern[bytes] | None = None) -> Iterator[Site]:
    """Every text of a file that may hold a URL or a host; of those that are told from the text alone, which takes long, the ones in which
    the pattern is found."""
    match view.facts:
        case Program() as program:
            yield from _in_program(view, program)
            if view.language in MARKUP:
                yield from _beside_scripts(view, holding)
            if view.language == "php" and (b"<script" in view.caseless or b"<form" in view.caseless):
                yield from _in_page(view)
        case Document() as document:
            yield from (Site(setting.span, setting.path) for setting in document.settings)
        case _:
            yield from _in_text(view, holding)


def _in_program(view: FileView, program: Program) -> Iterator[Site]:
    for mention in mentions(program, view.source):
        a = mention.around
        if isinstance(mention.node, Literal) and isinstance(mention.node.value, str) and "\n" in mention.node.value:
            continue
        if isinstance(mention.node, Literal | Template):
            yield Site(mention.node.span, a.names, a.chosen, a.default, a.compared, a.function, a.split)


def _beside_scripts(view: FileView, holding: re.Pattern[bytes] | None) -> Iterator[Site]:
    """The quoted texts of a page or a component outside of its code: attributes, and scripts that were not read."""
    from golint.frontends.embedded import parts

    read = [part.span for part in parts(view.source.data, view.language)]
    yield from (site for site in _in_text(view, holding) if not any(site.span.overlaps(span) for span in read))


def _in_page(view: FileView) -> Iterator[Site]:
    """What a page that PHP writes loads and where it sends forms. A condition above may choose it, however far away that stands."""
    data = as_php(view.source.data) if view.source.path.lower().endswith(BLADE) else view.source.data
    chosen = False
    for match in _PAGE.finditer(data):
        if match["address"] is None:
            asked = (condition[0].decode("utf-8", "replace") for condition in _ASKED_IN_PAGE.finditer(match[0]))
            chosen = chosen or any(map(speaks_of_environment, asked))
        else:
            yield Site(Span(*match.span("address")), (match["name"].decode().lower(),), chosen)


def remarks(view: FileView) -> Iterator[Span]:
    """The comments of a file, those of the HTML around its code counted in: what stands there is used by nobody."""
    if isinstance(view.facts, Program | Document):
        yield from (comment.span for comment in view.facts.comments)
    if view.language == "php" and b"<!--" in view.source.data:
        yield from (Span(*match.span()) for match in _PAGE.finditer(view.source.data) if match[0].startswith(b"<!--"))


def _in_text(view: FileView, holding: re.Pattern[bytes] | None) -> Iterator[Site]:
    """Without a front-end: quoted texts, the name before each, and the words of the lines above it."""
    data = view.source.data
    for match in _QUOTED.finditer(data):
        if holding is not None and not holding.search(data, *match.span("text")):
            continue
        start = data.rfind(b"\n", 0, match.start()) + 1
        if _COMMENT.match(data, start):
            continue
        name = name_before(data, match.start())
        before = data[max(start, match.start() - _FAR) : match.start()]
        above = _above(data, start)
        outer = next((o["name"].decode() for line in reversed(above) if (o := _OUTER.search(line))), "")
        chosen = any(speaks_of_environment(line.decode("utf-8", "replace")) for line in above if _is_condition(line)) or _chosen_in_line(
            before
        )
        yield Site(Span(*match.span("text")), tuple(n for n in (outer, name) if n), chosen, bool(_OR.search(before)))


def _above(data: bytes, start: int) -> list[bytes]:
    lines: list[bytes] = []
    while start > 0 and len(lines) < _LINES_ABOVE:
        end = start - 1
        start = data.rfind(b"\n", 0, end) + 1
        lines.append(data[max(start, end - _FAR) : end])
    return lines[::-1]


def _is_condition(line: bytes) -> bool:
    return bool(re.search(rb"\b(?:if|elif|elsif|unless|when|case|switch|else|match)\b|\?\s*$", line))


def _chosen_in_line(before: bytes) -> bool:
    """`sandbox ? "..." : "..."` and `if (test) url = "..."`."""
    condition = next(_before_question(before), None)
    if condition is None and (under := _UNDER.search(before)) is not None:
        condition = under["condition"]
    return condition is not None and speaks_of_environment(condition.decode("utf-8", "replace"))


def _before_question(before: bytes) -> Iterator[bytes]:
    """What is asked by `?`, comparisons with a text counted in. Each stretch is read once, however long a line is."""
    for stretch in _STRETCH.finditer(before):
        *_, last = (None, *_ASKED.finditer(before, *stretch.span()))
        if last is not None:
            yield before[stretch.start() : last.start()]
