"""Where webhook endpoints are registered at the provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.origins import text_of
from golint.facts import Call
from golint.model import Hit

if TYPE_CHECKING:
    from golint.view import FileView

ENDPOINTS = ("WebhookEndpoint.create", "webhook_endpoints.create", "webhookEndpoints.create", "Webhook.create", "webhooks.create", "webhook.create")


def webhook_registered_per_request(view: FileView) -> Iterator[Hit]:
    """A request of a customer registers an endpoint, each time anew."""
    flow = view.flow
    for handler in flow.handlers:
        for node in facts.walk(handler.routine.function.body):
            if isinstance(node, Call) and _registers(view, node):
                yield Hit(node.span, provider=flow.provider, symbol=handler.symbol)


def _registers(view: FileView, call: Call) -> bool:
    if call.path.endswith(ENDPOINTS):
        return bool(view.flow.providers)
    if "http.write" not in view.flow.roles.by(call) or not call.arguments:
        return False
    texts = [text_of(n) for n in facts.walk(call.arguments[0].value) if isinstance(n, facts.Literal)]
    return any(text.rstrip("/").endswith("/webhooks") for text in texts) and bool(view.flow.providers)
