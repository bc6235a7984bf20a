"""The items of a checklist: as cards where there is something to do, and as rows of the whole list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.formats.prose import opening
from golint.formats.readiness import wording
from golint.formats.readiness.html import pieces
from golint.formats.readiness.html.builder import Attributes, Child, Markup, element, link
from golint.formats.summary import counted
from golint.model import Finding
from golint.readiness.model import Answer, Basis, Ground, Section, State

if TYPE_CHECKING:
    from golint.catalog import Catalog

_SHOWN = 4  # grounds of a card with their source lines; the checklist has them all
_LISTED = 3  # grounds of a row before the rest is folded


class Sheet(Struct, frozen=True):
    """A section on the page: `number` is its place, from 1, and makes the anchors; `findings` are the check's by fingerprint."""

    number: int
    section: Section
    findings: Mapping[str, Finding]
    catalog: Catalog

    def anchor(self, answer: Answer) -> str:
        """Where an item stands in the checklist; texts of the checklist have no part in it."""
        return f"item-{self.number}-{next(at for at, one in enumerate(self.section.answers, 1) if one is answer)}"

    def marks(self, answer: Answer, kind: str) -> Attributes:
        """What the filter goes by."""
        return {
            "data-item": kind,
            "data-state": pieces.SYMBOLS[answer.state],
            "data-provider": self.number,
            "data-launch": "yes" if answer.launch else "no",
        }


def card(sheet: Sheet, answer: Answer) -> Markup:
    """An item that wants something done: what is wrong, where, and what to do."""
    title = element("h4", None, _number(sheet, answer), " ", pieces.prose(answer.title))
    shown = [_shown(sheet, ground) for ground in answer.grounds[:_SHOWN]]
    return element(
        "article",
        {"class": f"card {pieces.SYMBOLS[answer.state]}", **sheet.marks(answer, "card")},
        element("p", {"class": "kind"}, pieces.state(answer.state), _weight(answer)),
        title,
        element("ul", {"class": "plain grounds"}, shown) if shown else None,
        _rest(sheet, answer),
        _remedy(sheet, answer),
    )


def row(sheet: Sheet, answer: Answer) -> Markup:
    """An item of the whole checklist with its state and all its grounds."""
    grounds = [_line(ground) for ground in answer.grounds]
    text: list[Child] = [
        element("h4", None, element("span", {"class": "id"}, answer.id), " ", pieces.prose(answer.title)),
        pieces.listed(grounds, _LISTED, "ground", "grounds"),
        pieces.labelled("To do", answer.remedy) if answer.remedy and not _has_card(answer) else None,
    ]
    state = element("div", {"class": "kind"}, pieces.state(answer.state), " ", _weight(answer))
    return element(
        "li", {"id": sheet.anchor(answer), "class": "item", **sheet.marks(answer, "row")}, state, element("div", {"class": "text"}, text)
    )


def _has_card(answer: Answer) -> bool:
    return answer.blocks or answer.is_risk or answer.state is State.MANUAL


def _number(sheet: Sheet, answer: Answer) -> Markup:
    return element("a", {"class": "id", "href": f"#{sheet.anchor(answer)}", "aria-label": f"Item {answer.id} in the checklist"}, answer.id)


def _weight(answer: Answer) -> Markup:
    words = "required for launch" if answer.launch else "good practice"
    return element("span", {"class": "tag"}, "blocks the launch" if answer.blocks else words)


def _shown(sheet: Sheet, ground: Ground) -> Markup:
    """A fault with its place, its source line, and the fix for this very place; any other ground on a line."""
    if ground.basis is not Basis.FINDING:
        return element("li", {"class": "line"}, _line(ground))
    finding = sheet.findings.get(ground.fingerprint)
    where = element("p", {"class": "place"}, pieces.place(ground.location), _rule(ground.rule)) if ground.location else None
    line = pieces.source(ground.location) if ground.location else None
    fix = pieces.labelled("Fix", finding.help) if finding and finding.help else None
    return element("li", None, element("p", None, pieces.prose(ground.text), _proof(ground)), where, line, fix)


def _rule(rule: str) -> Child:
    return [" ", element("span", {"class": "rule"}, "rule ", pieces.code(rule))] if rule else None


def _rest(sheet: Sheet, answer: Answer) -> Child:
    more = len(answer.grounds) - _SHOWN
    if more <= 0:
        return None
    return element(
        "p", {"class": "rest"}, element("a", {"href": f"#{sheet.anchor(answer)}"}, f"{counted(more, 'more ground')} in the checklist")
    )


def _remedy(sheet: Sheet, answer: Answer) -> Child:
    """What to do, and what it costs to leave it."""
    rules = dict.fromkeys(ground.rule for ground in answer.grounds if ground.basis is Basis.FINDING)
    costs = [sheet.catalog.rules[rule].why for rule in rules if rule in sheet.catalog.rules and sheet.catalog.rules[rule].why]
    why = pieces.labelled("Why", "\n".join(map(opening, dict.fromkeys(costs)))) if costs else None
    remedy = wording.remedy(answer, answer.grounds[:_SHOWN], sheet.findings)
    todo = pieces.labelled("To do", remedy) if remedy else None
    return element("div", {"class": "remedy"}, why, todo) if why or todo else None


def _line(ground: Ground) -> Child:
    """A ground, and before it what it rests on."""
    where = element("span", {"class": "place"}, pieces.place(ground.location)) if ground.location else None
    text = element("span", None, pieces.prose(ground.text), " ", where, _rule(ground.rule), _proof(ground))
    return [element("span", {"class": "basis"}, wording.BASES[ground.basis]), " ", text]


def _proof(ground: Ground) -> Child:
    return [" ", link(ground.link)] if ground.link else None


def cards(sheet: Sheet, title: str, intro: str, answers: Sequence[Answer]) -> Markup | None:
    """Cards under a heading; None where there are none."""
    if not answers:
        return None
    head = element("h3", None, title, " ", element("span", {"class": "count"}, str(len(answers))))
    shown = [card(sheet, answer) for answer in answers]
    return element("div", {"class": "cards", "data-role": "group"}, head, element("p", {"class": "intro"}, intro), shown)


def besides(sheet: Sheet) -> Markup | None:
    """The faults that no item of the checklist asks for; None where there are none."""
    found = sheet.section.besides
    if not found:
        return None
    head = element("h3", None, "Besides the checklist ", element("span", {"class": "count"}, str(len(found))))
    intro = element("p", {"class": "intro"}, "Faults that no item of this checklist asks about.")
    return element("div", {"class": "cards"}, head, intro, faults(found))


def faults(grounds: Sequence[Ground]) -> Markup:
    """Faults that belong to no item, the rest folded."""
    return element("div", {"class": "card"}, pieces.listed(list(map(_line, grounds)), _SHOWN, "fault", "faults"))
