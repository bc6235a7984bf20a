"""A rule's page for a terminal: what `golint explain` prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from golint.formats import page
from golint.formats.terminal import Style, cells, paragraph, plain, style, width

if TYPE_CHECKING:
    from golint.catalog.rules import Example, Rule

_SIGNS = {"fault": "^", "note": "-", "sound": "-"}
_COLOURS = {"fault": "red", "note": "cyan", "sound": "green"}


def render(rule: Rule, colour: bool = False, language: str = "") -> str:
    """The page: the fault, its cost, the fix in each language, and an example at fault and a sound one, whose marked places are underlined.
    With a language, what is said and shown in that one: its fix and every example."""
    ink = style(colour)
    known = rule.examples
    shown = [one for one in known if one.language == language] if language else list(page.pair(rule.leading_examples))
    parts = ["\n".join(_head(rule, ink)), "\n".join(_prose(page.keyless(rule.body), ink)), "\n".join(_fixes(rule, language, ink))]
    parts += ["\n".join(_example(example, ink)) for example in shown]
    parts += ["\n".join(_further(rule.id, known))] if not language and len(known) > len(shown) else []
    return "\n\n".join(part for part in parts if part) + "\n"


def languages(examples: Iterable[Example]) -> list[str]:
    """The languages of a rule's examples."""
    return sorted({example.language for example in examples})


def _further(rule: str, examples: Iterable[Example]) -> Iterator[str]:
    """How to see what is not shown."""
    yield f"More examples: golint explain {rule} --language LANGUAGE"
    yield from paragraph(f"Languages: {plain(', '.join(languages(examples)))}")


def _head(rule: Rule, ink: Style) -> Iterator[str]:
    yield f"{ink(rule.id, bold=True)}: {ink(plain(rule.title), bold=True)}"
    yield f"Why: {plain(rule.why)}"
    yield ""
    known = [rule.family, rule.severity, f"{rule.precision} confidence", f"level {rule.level}"]
    yield " · ".join([*map(plain, known), *(f"CWE-{number}" for number in rule.cwe)])
    if "*" not in rule.languages:
        yield f"Languages: {plain(', '.join(rule.languages))}"


def _prose(text: str, ink: Style) -> Iterator[str]:
    """Markdown as it stands, with its headings set off."""
    for line in paragraph(text):
        heading = re.fullmatch(r"#+ (.+)", line)
        yield ink(heading[1], bold=True) if heading else line


def _fixes(rule: Rule, wanted: str, ink: Style) -> Iterator[str]:
    yield ink("The fix", bold=True)
    for language, text in page.fixes(rule, wanted):
        first, *more = paragraph(text)
        yield f"- {ink(plain(language), bold=True)}: {first}" if language else f"- {first}"
        yield from (f"  {line}" for line in more)


def _example(example: Example, ink: Style) -> Iterator[str]:
    fg = _COLOURS[example.expect]
    yield ink(f"{page.HEADINGS[example.expect]} ({plain(example.language)})", fg=fg, bold=True)
    for path, text in example.shown:
        yield ink(f"  {plain(path)}", bold=True)
        for line in page.lines(text):
            yield from (f"  | {row}".rstrip() for row in _rows(line, _SIGNS[example.expect], fg, ink))


def _rows(line: page.Line, sign: str, fg: str, ink: Style) -> Iterator[str]:
    """A line, and under it its marks; the indentation of a mark that spans lines is not marked."""
    row = cells(line.text)
    yield "".join(row)
    under, at = "", 0
    for start, end in line.marked:
        first = start + len(line.text[start:end]) - len(line.text[start:end].lstrip())
        if first < end:
            under += " " * width("".join(row[at:first])) + ink(sign * max(1, width("".join(row[first:end]))), fg=fg, bold=True)
            at = end
        elif start == end:
            under += " " * width("".join(row[at:start])) + ink(sign, fg=fg, bold=True)
            at = start
    if under:
        yield under
