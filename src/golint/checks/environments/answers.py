"""What a provider answers for its sandbox alone, handed on to customers: `preference.sandbox_init_point`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.environments.mentions import Mention, mentions
from golint.checks.environments.sites import remarks
from golint.checks.environments.words import names_sandbox
from golint.dataflow.names import last_of
from golint.facts import Literal, Name
from golint.lazily import compiled
from golint.model import Hit, Severity, Stage

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.view import FileView

_SANDBOX = compiled(r"sandbox_?")


def sandbox_answers(view: FileView) -> Iterator[Hit]:
    """The fields of an answer that lead to the sandbox, where a file takes them whatever the environment is and knows no other."""
    for provider, field in _fields(view):
        if view.program is not None and not _knows_production(view, field):
            taken = (mention for mention in mentions(view.program, view.source) if _takes(mention, field))
            yield from (_hit(view, provider, field, mention) for mention in taken if not _has_reason(mention))


def _fields(view: FileView) -> Iterator[tuple[Provider, str]]:
    for provider in view.catalog.providers.values():
        for marker in provider.markers:
            if marker.kind == "field" and view.holds(frozenset({marker.value.lower().encode()})):
                yield provider, marker.value


def _knows_production(view: FileView, field: str) -> bool:
    """Whether a file names the field's twin for production, `init_point`, in more than a comment."""
    aside = tuple(remarks(view))
    twin = re.compile(rf"(?<!sandbox)(?<!sandbox_){_production(field).lower()}".encode())
    places = twin.finditer(view.caseless)
    return any(not any(remark.start <= place.start() < remark.end for remark in aside) for place in places)


def _takes(mention: Mention, field: str) -> bool:
    """Whether the field is read: by its name, by a key, or by what a class calls its getter."""
    match mention.node:
        case Literal(value=str() as text):
            return text == field
        case Name() as name:
            return last_of(name).lower().removeprefix("get") == field.lower()
    return False


def _production(field: str) -> str:
    """What the field's twin is called: `init_point`, `initPoint`."""
    twin = _SANDBOX.sub("", field)
    return twin[:1].lower() + twin[1:]


def _has_reason(mention: Mention) -> bool:
    around = mention.around
    looked_for = around.compared and not around.called
    return around.chosen or around.default or looked_for or any(map(names_sandbox, around.names))


def _hit(view: FileView, provider: Provider, field: str, mention: Mention) -> Hit:
    values = {
        "provider": provider.name,
        "what": field,
        "problem": f"the address of a checkout in the sandbox of {provider.name}",
        "consequence": "no real payment is ever made",
        "remedy": f"Send customers to `{_production(field)}`, and to the sandbox only where a setting says so",
        "env": f"{provider.id.upper()}_ENVIRONMENT",
    }
    severity = Severity.ERROR if view.stage is Stage.PRODUCTION else Severity.WARNING
    return Hit(mention.node.span, values, provider=provider.id, severity=severity)
