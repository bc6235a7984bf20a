"""Where webhook endpoints are registered at the provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.words import words
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import name_of, owner_of, text_of
from golint.dataflow.values.clients import by_type
from golint.dataflow.words import words_of
from golint.facts import Call
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

ENDPOINTS = (
    "WebhookEndpoint.create", "webhook_endpoints.create", "webhookEndpoints.create", "Webhook.create", "webhooks.create", "webhook.create",
    "webhookendpoint.New", "WebhookEndpoints.New", "V1WebhookEndpoints.Create",
    "WebhookEndpointService.Create", "WebhookEndpointService.CreateAsync", "WebhookEndpoints.Create", "WebhookEndpoints.CreateAsync",
)  # fmt: skip
_ENDPOINTS = tuple(f".{name}" for name in ENDPOINTS)
RECORDS = frozenset({"prisma", "db", "database", "models", "tx", "trx", "em"})  # of tables: `prisma.webhook.create`
SETTING_UP = frozenset(
    {"setup", "install", "register", "connect", "connected", "configure", "onboard", "onboarding", "admin", "provision", "integrate"}
)
MAKING = frozenset({"create", "add", "enable", "ensure"})  # `create_webhook` is asked for by whoever runs the shop
REQUESTS = frozenset({"http.request", "http.write"})
HOPS = 3


def webhook_registered_per_request(view: FileView) -> Iterator[Hit]:
    """A request of a customer registers an endpoint, each time anew."""
    seen: set[Span] = set()
    for handler in view.flow.handlers:
        if _sets_up(handler):
            continue
        for span, inner in _registrations(view, handler.routine, HOPS):
            if span in seen:
                continue
            seen.add(span)
            related = ((inner[0], inner[1], "registered here"),) if inner else ()
            values = {**words(view, handler), "handler": handler.symbol}
            yield Hit(span, values, provider=view.flow.provider_of(handler), symbol=handler.symbol, related=related)


def _sets_up(handler: Handler) -> bool:
    """Whether the handler is there to set an account up, which happens once."""
    told = words_of(f"{handler.symbol} {handler.route} {handler.routine.path.rpartition('/')[2]}")
    return bool(told & SETTING_UP) or ("webhook" in told and bool(told & MAKING))


def _registrations(view: FileView, routine: Routine, hops: int) -> Iterator[tuple[Span, tuple[str, Span] | None]]:
    """The registering calls behind a routine: those of this file at their place, others at the call that leads there."""
    where_none = _where_none(routine)
    for node in routine.nodes:
        if not isinstance(node, Call) or any(node.span in arm for arm in where_none):
            continue
        if registers(view, node):
            yield node.span, None
            continue
        callee = view.flow.judge.callee(node, routine) if hops else None
        if callee is None or callee == routine:
            continue
        for span, inner in _registrations(view, callee, hops - 1):
            here = callee.path == view.source.path
            yield (span, inner) if here else (node.span, inner or (callee.path, span))


def _where_none(routine: Routine) -> tuple[Span, ...]:
    """The arms of conditions that ask whether there is an endpoint already: `if (!$account->webhook_id)`."""
    branches = (node for node in routine.nodes if isinstance(node, facts.Branch))
    arms = (arm for branch in branches if _asks_for_endpoint(branch.condition) for arm in (branch.then, branch.otherwise) if arm)
    return tuple(Span(arm[0].span.start, arm[-1].span.end) for arm in arms)


def _asks_for_endpoint(condition: facts.Expr) -> bool:
    names = [words_of(name_of(node)) for node in facts.walk(condition) if isinstance(node, facts.Name | facts.Index)]
    told = any(isinstance(node, facts.Logic) and node.operator == "not" for node in facts.walk(condition))
    return any(words & {"webhook", "endpoint"} and (told or "id" in words) for words in names)


def registers(view: FileView, call: Call) -> bool:
    """Whether a call registers an endpoint at the provider that the file names."""
    flow = view.flow
    routine = flow.routine_at(call.span.start)
    if not flow.providers or not call.arguments:
        return False
    readings = (facts.trail(call), by_type(call, routine, flow.texts))
    if any(f".{reading}".endswith(_ENDPOINTS) for reading in readings):
        return not _is_recorded(flow, call, routine)
    # `send("POST", "/webhooks", ...)`: a wrapper is told the method beside the path.
    told = any(text_of(argument.value) == "POST" for argument in call.arguments)
    places = call.arguments[: 2 if told else 1] if told or "http.write" in flow.roles.by(call) else ()
    texts = [text_of(n) for argument in places for n in facts.walk(argument.value) if isinstance(n, facts.Literal)]
    if not places and flow.money_calls.asks(call, routine) & REQUESTS and flow.money_calls.verb(call, routine) == "POST":
        texts = list(flow.money_calls.urls(call, routine))
    return any(text.rstrip("/").endswith("/webhooks") for text in texts)


def _is_recorded(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a record of the shop's own is made: of a class that it defines, `App\\Models\\Webhook`, or in a table."""
    owner = owner_of(call)
    if owner is not None and isinstance(flow.resolver.definition(owner, routine), ClassPlace):
        return True
    return not RECORDS.isdisjoint(facts.trail(call).lower().split(".")[:-1])
