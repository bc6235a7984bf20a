"""HTML that is escaped by the way it is built: a text can only become text, and an attribute only the value of a known attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeAlias

from msgspec import Struct

from golint.formats.terminal import plain
from golint.lazily import compiled

_VOID = frozenset({"input", "link", "meta"})
_EMPTY = frozenset({"rect", "use"})  # of SVG, where an element without an end holds all that follows
_INLINE = frozenset({"a", "bdi", "code", "em", "mark", "rect", "span", "strong", "svg", "time", "use"})
_BLOCK = frozenset(
    {"article", "body", "button", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4"}
    | {"head", "header", "html", "input", "label", "legend", "li", "link", "main", "meta", "nav", "ol", "option", "p", "pre", "section"}
    | {"select", "summary", "table", "tbody", "td", "th", "thead", "title", "tr", "ul"}
)
_ATTRIBUTES = frozenset(
    {"aria-hidden", "aria-label", "aria-labelledby", "aria-live", "aria-pressed", "autocomplete", "charset", "class", "content"}
    | {"data-item", "data-label", "data-launch", "data-noun", "data-provider", "data-role", "data-state", "data-value", "datetime", "dir"}
    | {"for", "height", "hidden", "href", "http-equiv", "id", "lang", "name", "preserveAspectRatio", "rel", "role", "scope", "spellcheck"}
    | {"tabindex", "type", "value", "viewBox", "width", "x"}
)
_LINK = compiled(r"(?:https?://[^/?#\s]|mailto:[^/?#\s])[^\s<>\"'`\\]*", re.IGNORECASE)
_OWN = compiled(r"#[a-z0-9-]+|data:,|repositories/[A-Za-z0-9+_-][A-Za-z0-9._+~-]*\.(?:html|json|sarif)")  # the last: results of a fleet


class Markup(Struct, frozen=True):
    """HTML that is finished. It comes from `element`, or is a file of this package; never from what was audited."""

    text: str


Child: TypeAlias = "str | Markup | Iterable[Child] | None"
Attributes: TypeAlias = "Mapping[str, str | float | bool | None]"


def element(tag: str, attributes: Attributes | None = None, *children: Child) -> Markup:
    """An element. An attribute that is None or False is left out, one that is True has no value; strings among the children are text."""
    if tag not in _INLINE and tag not in _BLOCK:
        raise ValueError(f"a report has no element {tag!r}")
    start = f"<{tag}{''.join(map(_attribute, (attributes or {}).items()))}"
    if tag in _EMPTY:
        return Markup(f"{start}/>")
    whole = f"{start}>" if tag in _VOID else f"{start}>{markup(children).text}</{tag}>"
    return Markup(whole if tag in _INLINE else f"{whole}\n")


def markup(child: Child) -> Markup:
    """Texts and elements one after the other. What does not print comes out as an escape, so no text can turn the reading direction."""
    match child:
        case Markup():
            return child
        case None:
            return Markup("")
        case str():
            return Markup(escape(plain(child)))
    return Markup("".join(markup(one).text for one in child))


def link(url: str, *children: Child, name: str = "") -> Markup:
    """A link to a page of others, or to a person's address; the address as text where following it might do anything else.

    Without children the whole address is what is shown, so that nobody is led elsewhere than they read.
    """
    if not follows(url):
        return markup((children, " (", url, ")") if children else url)
    attributes: Attributes = {"href": url, "rel": "noopener noreferrer", "aria-label": name or None}
    return element("a", attributes, *(children or (element("bdi", None, url),)))


def follows(url: str) -> bool:
    """Whether an address is of a kind that a report links to."""
    return url.isprintable() and _LINK.fullmatch(url) is not None


def _attribute(pair: tuple[str, str | float | bool | None]) -> str:
    name, value = pair
    if name not in _ATTRIBUTES:
        raise ValueError(f"a report has no attribute {name!r}")
    if name == "href" and not (isinstance(value, str) and (_OWN.fullmatch(value) or follows(value))):
        raise ValueError(f"a report does not link to {value!r}")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(plain(str(value)))}"'
