"""A sender that is known by an address which the sender writes: that in the header `X-Forwarded-For`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.words import words
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.values.texts import returned
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

DEPTH = 4  # `ip = address_of(request)`, `return forwarded.split(",")[0]`, `forwarded = request.headers.get("X-Forwarded-For")`
FORWARDED = frozenset({"x-forwarded-for", "http_x_forwarded_for"})
SIGNED = frozenset({"hmac", "hash", "rsa", "ed25519", "static-token"})
_LAST = frozenset({"pop", "at", "end", "array_pop", "last", "rsplit"})  # the proxy next to the shop has written that one itself
_REASON = "the address stands in `X-Forwarded-For`, which the sender writes unless a proxy replaces it"


def believed_forwarded(view: FileView, handler: Handler) -> Iterator[Hit]:
    """A webhook whose provider proves itself otherwise, and of which nothing is looked at but such an address."""
    flow = view.flow
    pack = flow.pack_of(handler)
    modes = {webhook.mode for webhook in pack.webhooks} if pack is not None else set[str]()
    checks = flow.proof(handler).checks if modes & SIGNED and "ip-allowlist" not in modes else ()
    if not checks or any(check.kind != "address" for check in checks):
        return
    spans = {check.inner[1] if check.inner and check.inner[0] == view.source.path else check.span for check in checks}
    asked = (node for node in flow.module.nodes if isinstance(node, Call | facts.Compare) and node.span in spans)
    for node in asked:
        made, routine = compared(node, flow.roles), flow.routine_at(node.span.start)
        if made is not None and any(_is_forwarded(flow, side, routine) for side in (made.left, made.right)):
            values = {**words(view, handler), "reason": _REASON, "handler": handler.symbol}
            yield Hit(node.span, values, provider=flow.provider_of(handler), symbol=handler.symbol, severity=Severity.WARNING)
            return


def _is_forwarded(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is all that the header says, or what stands first in it."""
    made = tuple(_made_of(flow, value, routine, DEPTH))
    if any(_picks_last(node) for node in made):
        return False
    return any(isinstance(node, facts.Literal) and text_of(node).lower() in FORWARDED for node in made)


def _picks_last(node: facts.Node) -> bool:
    match node:
        case facts.Index(key=facts.Literal(value=int() as at)):
            return at != 0
        case facts.Index(key=facts.Literal(value=str())):
            return False
        case facts.Index():
            return True
        case Call():
            return last_of(node) in _LAST
    return False


def _made_of(flow: Flow, value: Expr, routine: Routine, depth: int) -> Iterator[facts.Node]:
    """What a value is made of, the variables and the functions of the shop's own that it comes through looked into."""
    for node in facts.walk(value):
        yield node
        if not depth:
            continue
        if isinstance(node, Name) and (held := flow.texts.value_of(node, routine)) is not None:
            yield from _made_of(flow, held[0], held[1], depth - 1)
        callee = flow.judge.callee(node, routine) if isinstance(node, Call) else None
        if callee is not None and callee != routine:
            for given in returned(callee):
                yield from _made_of(flow, given, callee, depth - 1)
