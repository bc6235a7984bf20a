"""A provider's part of the page, and the overview of all of them."""

from __future__ import annotations

from golint.formats.readiness import wording
from golint.formats.readiness.html import pieces
from golint.formats.readiness.html.builder import Attributes, Child, Markup, element, link
from golint.formats.readiness.html.items import Sheet, besides, cards, row
from golint.formats.summary import counted
from golint.readiness.model import Ground

_SEEN = 2


def overview(sheets: list[Sheet]) -> Markup | None:
    """The verdict for each provider; None where there is but one."""
    if len(sheets) < 2:
        return None
    columns = ("Provider", "Verdict", "Faults that block", "Statements due", "Risks", "Items")
    attributes: Attributes = {"id": "overview", "aria-labelledby": "overview-title"}
    title = element("h2", {"id": "overview-title"}, "Providers")
    return element("section", attributes, title, pieces.table("Verdict for each provider", columns, map(_line, sheets)))


def provider(sheet: Sheet) -> Markup:
    """Verdict, what blocks the launch, what is to be stated, risks, and then the whole checklist in its own order."""
    section, name = sheet.section, f"provider-{sheet.number}"
    head = element("h2", {"id": f"{name}-title"}, element("bdi", None, section.name))
    summary = element("p", {"class": "summary"}, pieces.verdict(section.verdict), " ", wording.statement(section))
    answers = section.answers
    return element(
        "section",
        {"id": name, "class": "provider", "aria-labelledby": f"{name}-title", "data-role": "provider"},
        element("header", None, head, summary, _seen(section.seen)),
        cards(sheet, "What blocks the launch", "The repository shows that these are not so.", wording.faults(answers)),
        cards(sheet, "Statements due", "No file can show these: a person has to state them.", wording.due(answers)),
        cards(sheet, "Risks", "The shop may go live with these, if somebody answers for them.", wording.risks(answers)),
        besides(sheet),
        _checklist(sheet),
    )


def _line(sheet: Sheet) -> list[Child]:
    answers = sheet.section.answers
    numbers = (
        len(wording.faults(answers)),
        sum(answer.blocks for answer in wording.due(answers)),
        len(wording.risks(answers)),
        len(answers),
    )
    name = element("a", {"href": f"#provider-{sheet.number}"}, element("bdi", None, sheet.section.name))
    return [name, pieces.verdict(sheet.section.verdict), *(element("span", {"class": "figure"}, str(number)) for number in numbers)]


def _seen(seen: tuple[Ground, ...]) -> Child:
    """Where the shop shows that it uses the provider."""
    places = list(dict.fromkeys(wording.place(ground.location) for ground in seen if ground.location))
    if not places:
        return None
    named: list[Child] = [[", " if at else "", pieces.code(place)] for at, place in enumerate(places[:_SEEN])]
    more = f" and {counted(len(places) - _SEEN, 'other place')}" if len(places) > _SEEN else ""
    return element("p", {"class": "seen"}, "Seen in ", named, more, ".")


def _checklist(sheet: Sheet) -> Markup:
    section = sheet.section
    title = link(section.url, section.title) if section.url else section.title
    return element(
        "div",
        {"class": "checklist", "data-role": "group"},
        element("h3", None, "The whole checklist"),
        element("p", {"class": "intro"}, title, f", {counted(len(section.answers), 'item')} in its own order."),
        pieces.tally(section.answers),
        element("ol", {"class": "items"}, [row(sheet, answer) for answer in section.answers]),
    )
