"""How one finds one's way: the filter, which shows itself where JavaScript runs, and the contents."""

from __future__ import annotations

from golint.formats.readiness import wording
from golint.formats.readiness.html import pieces
from golint.formats.readiness.html.builder import Child, Markup, element
from golint.formats.readiness.html.items import Sheet
from golint.readiness.model import Readiness, State

PARTS = (
    ("nobodys", "In code of no provider above"),
    ("handlers", "Webhook handlers"),
    ("inventory", "Hosts and keys"),
    ("comparison", "Since the last report"),
)


def tools() -> Markup:
    """Switches for the whole page."""
    dark = element("button", {"type": "button", "data-role": "dark", "aria-pressed": "false"}, "Dark colours")
    opens = element("button", {"type": "button", "data-role": "open", "aria-pressed": "false"}, "Open all folded lists")
    return element("div", {"class": "tools", "hidden": True, "data-role": "tools"}, dark, opens)


def filters(sheets: list[Sheet], readiness: Readiness) -> Markup:
    """Search and filter; nothing chosen shows everything."""
    total = len(wording.everything(readiness))
    launch = [element("input", {"type": "checkbox", "name": "launch", "id": "launch"}), element("span", None, "Required for launch only")]
    form = element(
        "form",
        {"class": "filters", "role": "search", "aria-label": "Items", "data-role": "filters", "autocomplete": "off"},
        element(
            "p",
            None,
            element("label", {"for": "words"}, "Search"),
            element("input", {"type": "search", "id": "words", "spellcheck": "false"}),
        ),
        _providers(sheets),
        _states(readiness),
        element("p", None, element("label", {"class": "choice"}, launch)),
        element(
            "p", {"class": "shown", "role": "status", "aria-live": "polite", "data-role": "shown"}, f"{total:,} of {total:,} items shown"
        ),
        element("p", None, element("button", {"type": "reset"}, "Show everything")),
    )
    return element("details", {"class": "find", "hidden": True, "data-role": "find"}, element("summary", None, "Find items"), form)


def contents(sheets: list[Sheet], readiness: Readiness) -> Markup:
    """Links to the parts that this page has."""
    has = {
        "nobodys": readiness.nobodys,
        "handlers": readiness.handlers,
        "inventory": readiness.inventory,
        "comparison": readiness.comparison,
    }
    providers = [_provider(sheet) for sheet in sheets]
    others = [_entry(name, title) for name, title in PARTS if has[name]]
    entries: Child = [providers, others, _entry("coverage", "What was looked at"), _entry("meanings", "What the states mean")]
    return element("nav", {"aria-label": "Contents"}, element("ul", {"class": "plain"}, entries))


def _provider(sheet: Sheet) -> Markup:
    words: Child = [element("bdi", None, sheet.section.name), " ", pieces.verdict(sheet.section.verdict)]
    return _entry(f"provider-{sheet.number}", words)


def _entry(anchor: str, words: Child) -> Markup:
    return element("li", None, element("a", {"href": f"#{anchor}"}, words))


def _providers(sheets: list[Sheet]) -> Markup | None:
    if len(sheets) < 2:
        return None
    options = [element("option", {"value": one.number}, one.section.name) for one in sheets]
    choice = element("select", {"id": "provider"}, element("option", {"value": ""}, "All"), options)
    return element("p", None, element("label", {"for": "provider"}, "Provider"), choice)


def _states(readiness: Readiness) -> Markup:
    """A box for each state that an item is in."""
    answers = wording.everything(readiness)
    present = [one for one in State if any(answer.state is one for answer in answers)]
    return element("fieldset", None, element("legend", None, "State"), [_state(one) for one in present])


def _state(one: State) -> Markup:
    box = element("input", {"type": "checkbox", "name": "state", "value": pieces.SYMBOLS[one]})
    return element("label", {"class": "choice"}, box, pieces.state(one))
