"""How one finds one's way: the filter, which shows itself where JavaScript runs, and the contents."""

from __future__ import annotations

from collections.abc import Sequence

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
    """Search and filter of the items."""
    launch = [element("input", {"type": "checkbox", "name": "launch", "id": "launch"}), element("span", None, "Required for launch only")]
    choices: Child = [
        _providers(sheets),
        _states(readiness),
        element("p", None, element("label", {"class": "choice"}, launch)),
    ]
    return finder("items", len(wording.everything(readiness)), choices)


def finder(noun: str, total: int, choices: Child) -> Markup:
    """Search and filter; nothing chosen shows everything."""
    form = element(
        "form",
        {
            "class": "filters",
            "role": "search",
            "aria-label": noun.capitalize(),
            "data-role": "filters",
            "data-noun": noun,
            "autocomplete": "off",
        },
        element(
            "p",
            None,
            element("label", {"for": "words"}, "Search"),
            element("input", {"type": "search", "id": "words", "spellcheck": "false"}),
        ),
        choices,
        element(
            "p", {"class": "shown", "role": "status", "aria-live": "polite", "data-role": "shown"}, f"{total:,} of {total:,} {noun} shown"
        ),
        element("p", None, element("button", {"type": "reset"}, "Show everything")),
    )
    return element("details", {"class": "find", "hidden": True, "data-role": "find"}, element("summary", None, f"Find {noun}"), form)


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


def choice(title: str, options: Sequence[tuple[str, str]]) -> Markup:
    """A choice of one provider: pairs of a value and its words."""
    shown = [element("option", {"value": value}, words) for value, words in options]
    choice = element("select", {"id": "provider"}, element("option", {"value": ""}, "All"), shown)
    return element("p", None, element("label", {"for": "provider"}, title), choice)


def boxes(title: str, kinds: Sequence[tuple[str, Markup]]) -> Markup:
    """A box for each kind: pairs of a value and its sign."""
    return element("fieldset", None, element("legend", None, title), [_box(value, sign) for value, sign in kinds])


def _providers(sheets: list[Sheet]) -> Markup | None:
    return choice("Provider", [(str(one.number), one.section.name) for one in sheets]) if len(sheets) > 1 else None


def _states(readiness: Readiness) -> Markup:
    """A box for each state that an item is in."""
    answers = wording.everything(readiness)
    present = [one for one in State if any(answer.state is one for answer in answers)]
    return boxes("State", [(pieces.SYMBOLS[one], pieces.state(one)) for one in present])


def _box(value: str, sign: Markup) -> Markup:
    box = element("input", {"type": "checkbox", "name": "state", "value": value})
    return element("label", {"class": "choice"}, box, sign)
