"""Where webhook endpoints are registered at the provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.words import words
from golint.dataflow.names import text_of
from golint.dataflow.words import words_of
from golint.facts import Call
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Handler, Routine
    from golint.view import FileView

ENDPOINTS = (
    "WebhookEndpoint.create", "webhook_endpoints.create", "webhookEndpoints.create", "Webhook.create", "webhooks.create", "webhook.create",
)  # fmt: skip
SETTING_UP = frozenset({"setup", "install", "register", "connect", "configure", "onboard", "onboarding", "admin", "provision", "integrate"})
MAKING = frozenset({"create", "add", "enable", "ensure"})  # `create_webhook` is asked for by whoever runs the shop
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
            values = {**words(view), "handler": handler.symbol}
            yield Hit(span, values, provider=view.flow.provider, symbol=handler.symbol, related=related)


def _sets_up(handler: Handler) -> bool:
    """Whether the handler is there to set an account up, which happens once."""
    told = words_of(f"{handler.symbol} {handler.route}")
    return bool(told & SETTING_UP) or ("webhook" in told and bool(told & MAKING))


def _registrations(view: FileView, routine: Routine, hops: int) -> Iterator[tuple[Span, tuple[str, Span] | None]]:
    """The registering calls behind a routine: those of this file at their place, others at the call that leads there."""
    for node in facts.walk(routine.function.body):
        if not isinstance(node, Call):
            continue
        if _registers(view, node):
            yield node.span, None
            continue
        callee = view.flow.judge.callee(node, routine) if hops else None
        if callee is None or callee == routine:
            continue
        for span, inner in _registrations(view, callee, hops - 1):
            here = callee.path == view.source.path
            yield (span, inner) if here else (node.span, inner or (callee.path, span))


def _registers(view: FileView, call: Call) -> bool:
    if call.path.endswith(ENDPOINTS):
        return bool(view.flow.providers)
    # `send("POST", "/webhooks", ...)`: a wrapper is told the method beside the path.
    told = any(text_of(argument.value) == "POST" for argument in call.arguments)
    if not (told or "http.write" in view.flow.roles.by(call)) or not call.arguments:
        return False
    places = call.arguments[: 2 if told else 1]
    texts = [text_of(n) for argument in places for n in facts.walk(argument.value) if isinstance(n, facts.Literal)]
    return any(text.rstrip("/").endswith("/webhooks") for text in texts) and bool(view.flow.providers)
