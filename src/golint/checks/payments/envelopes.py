"""Providers that say no with 200: the answer's own code tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees, callers
from golint.dataflow.modules import Routine
from golint.dataflow.names import called, name_of, owner_of, text_of
from golint.facts import Call, Name
from golint.model import Hit

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Flow
    from golint.view import FileView

SENDING = frozenset({"http.request", "http.write", "http.send"})


def error_code_ignored(view: FileView) -> Iterator[Hit]:
    """A request to a provider that tells errors by a code in its answer, and nobody reads the code."""
    flow = view.flow
    pack = flow.pack if flow.traces.may_ask("http.request", "http.write") else None
    if pack is None or not pack.error_codes:
        return
    told: set[Routine] = set()
    for call in flow.requests:
        routine = flow.routine_at(call.span.start)
        if routine not in told and _asks(flow, pack, call, routine) and not _is_read(flow, pack, routine):
            told.add(routine)
            values = {
                "provider": pack.name,
                "call": called(call),
                "fields": " or ".join(f"`{c}`" for c in pack.error_codes),
            }
            yield Hit(call.callee.span, values, provider=pack.id, symbol=flow.symbol(routine))


def _asks(flow: Flow, pack: Provider, call: Call, routine: Routine) -> bool:
    """Whether a request goes to the provider, by its host or by the setting that holds it."""
    if not flow.money_calls.asks(call, routine) & {"http.request", "http.write"} or flow.judge.callee(call, routine) is not None:
        return False
    url, base = flow.money_calls.url(call, routine), flow.money_calls.bases.names(flow.money_calls.bases.of(call, routine))
    names = (node.written for value in call.arguments[:2] for node in facts.walk(value.value) if isinstance(node, facts.Name))
    written = " ".join((base, *names))
    return any(host.value in url for host in pack.hosts if host.role == "api") or pack.id in written.lower()


def _is_read(flow: Flow, pack: Provider, routine: Routine) -> bool:
    """Whether the function, one that it runs or one that runs it looks at a code of the answer."""
    leaves = {code.rpartition(".")[2].lower() for code in pack.error_codes}
    around = (place for _, place in callers(flow, routine))
    for here in (*callees(flow, routine, 1), *around):
        for node in here.nodes:
            named = text_of(node) if isinstance(node, facts.Literal) else name_of(node) if isinstance(node, _READING) else ""
            if named.rpartition(".")[2].lower() in leaves and not _is_status(flow, node, here):
                return True
    return False


def _is_status(flow: Flow, node: facts.Node, routine: Routine) -> bool:
    """Whether a node asks a client's own answer for the HTTP status, which some call its code: `response.code`."""
    if not isinstance(node, Name | Call) or "http.status" not in flow.roles.by(node):
        return False
    owner = owner_of(node) if isinstance(node, Call) else Name(node.path, node.span, node.written.rpartition(".")[0])
    held = flow.texts.value_of(owner, routine) if isinstance(owner, Name) else None
    return held is not None and any(flow.roles.by(part) & SENDING for part in facts.walk(held[0]) if isinstance(part, Call))


_READING = (facts.Name, facts.Index, facts.Attribute, facts.Call)
