"""A provider says of each event whether it is about real money: the handler should ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.webhooks.spelling import door
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Expr, Name, Node
from golint.lazily import compiled
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Handler
    from golint.view import FileView

HOPS = 3
# A look-up with a live key finds no test payment, and a vendor's helper is given the secret of one endpoint, which has one mode.
SURE = frozenset({"read-back", "helper"})
TAKEN = ("{test}", "{live}")
MODES = frozenset({"test", "testmode", "live", "sandbox", "production", "prod"})
MARKS = frozenset({"te", "li"})  # PayMongo's header has a part for each
_GETTER = compiled(r"^(?:is|get)(?=[A-Z])")
# A field with the name that it has in JSON: a tag behind it, or an annotation in front.
_MAPPED = compiled(
    r"""(?P<before>\w+)[ \t]+\*?\w+[ \t]+`[^`\n]*"(?P<name>\w+)[^`\n]*`
    | @?\w+\( (?:\w+\s*=\s*)? "(?P<told>\w+)" \) \]? \s* (?:[\w<>?.]+\s+)* (?P<after>\w+) \s* [;,:={()]""",
    re.VERBOSE,
)


def livemode_not_checked(view: FileView) -> Iterator[Hit]:
    """A verified handler that acts on an event, of test mode or of live mode."""
    if not any(pack.delivery.livemode for pack in view.flow.packs) or not _is_only_declared(view):
        return
    for handler in view.flow.webhooks:
        pack = view.flow.pack_of(handler)
        field = pack.delivery.livemode if pack is not None else ""
        if pack is None or not field:
            continue
        proof = view.flow.proof(handler)
        acts = any(effect.role != "unknown" for effect in proof.all_effects)
        if not acts or not proof.checks or any(check.kind in SURE for check in proof.checks):
            continue  # who verifies nothing has a graver fault
        reached = tuple(callees(view.flow, handler.routine, HOPS))
        named = {_last(field), *_called(view, _last(field))}
        nodes = [node for routine in reached for node in routine.nodes]
        if not any(_names(node, named) or _chooses(node) for node in nodes) and len(_signatures(pack, nodes)) != 1:
            yield _hit(view, handler, pack, reached)


def _last(field: str) -> str:
    return field.rpartition(".")[2].lower()


def _is_only_declared(view: FileView) -> bool:
    """Whether the file speaks of live mode nowhere but among the fields of its classes."""
    nodes = tuple(view.flow.module.nodes)
    fields = [node.span for node in nodes if isinstance(node, facts.Class)]
    bodies = [node.span for node in nodes if isinstance(node, facts.Function)]
    told = (match.start() for match in re.finditer(b"livemode", view.caseless))
    return all(_inside(at, fields) and not _inside(at, bodies) for at in told)


def _inside(at: int, spans: list[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _called(view: FileView, name: str) -> frozenset[str]:
    """What classes of the repository call the field that the provider calls so: `real` of `@JsonProperty("livemode") boolean real`."""
    paths = (view.source.path, *view.flow.resolver.files.mentioning(name, view.source.path))
    texts = ((view.project.read(path) or b"").decode("utf-8", "replace") for path in sorted(set(paths)))
    found = (match for text in texts for match in _MAPPED.finditer(text) if (match["name"] or match["told"]).lower() == name)
    return frozenset((match["before"] or match["after"] or "").lower() for match in found) - {""}


def _hit(view: FileView, handler: Handler, pack: Provider, reached: tuple[Routine, ...]) -> Hit:
    either = any(_takes_either(pack, routine) for routine in reached)
    return Hit(
        door(view, handler),
        {**words(view, handler), "handler": handler.symbol, "field": pack.delivery.livemode},
        provider=pack.id,
        symbol=handler.symbol,
        severity=Severity.WARNING if either else None,
    )


def _names(node: Node, named: set[str]) -> bool:
    """Whether a node reads the field, by one of its names, or the whole of a name stands in it."""
    match node:
        case Name() | facts.Index() | facts.Attribute() | facts.Call():
            asked = {name_of(node).lower().replace("_", ""), _GETTER.sub("", last_of(node)).lower()}
            return bool(asked & named) or (isinstance(node, Name) and bool(named.intersection(node.written.lower().split("."))))
        case facts.Literal(value=str() as text):
            return text.lower() in named
    return False


def _takes_either(pack: Provider, routine: Routine) -> bool:
    """Whether the signatures of test mode and of live mode are both read: `parts.te || parts.li`."""
    return len(_signatures(pack, routine.nodes)) == len(TAKEN)


def _signatures(pack: Provider, nodes: Iterable[Node]) -> set[str]:
    """The marks of those of the two signatures that are read; who reads one alone takes events of one mode alone."""
    marked = {mark: _key(webhook.header_format, mark) for webhook in pack.webhooks for mark in TAKEN}
    read = {_read(node) for node in nodes if isinstance(node, Expr)}
    return {mark for mark, key in marked.items() if key and key in read}


def _chooses(node: Node) -> bool:
    """Whether the mode of the shop says which signature is the right one: `live ? parts.li : parts.te`."""
    match node:
        case facts.Choice(condition=condition, then=then, otherwise=otherwise):
            return _speaks_of(MODES, condition) and _speaks_of(MODES | MARKS, then) and _speaks_of(MODES | MARKS, otherwise)
        case facts.Branch(condition=condition, then=then):
            given = [one.value for one in then if isinstance(one, facts.Assign) and one.value is not None]
            return _speaks_of(MODES, condition) and any(_speaks_of(MODES | MARKS, value) for value in given)
    return False


def _speaks_of(told: frozenset[str], expr: Expr) -> bool:
    return any(words_of(text_of(part) or last_of(part)) & told for part in facts.walk(expr) if isinstance(part, Expr))


def _key(header_format: str, mark: str) -> str:
    """`te` of "t={ts},te={test},li={live}" for the mark {test}."""
    return next((part.partition("=")[0] for part in header_format.split(",") if part.endswith(mark)), "")


def _read(expr: Expr) -> str:
    return name_of(expr) or text_of(expr)
