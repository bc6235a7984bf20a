"""Where a shop's own payment code stands: what a rule must have had before it, for its silence to be an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks import checkout
from golint.checks.environments.hosts import hosts
from golint.checks.payments import wrappers
from golint.checks.payments.fulfilment import browser_returns
from golint.checks.uses import uses
from golint.dataflow.names import last_of
from golint.facts import Call
from golint.model import Mode, Observation, Secret, Span, Stage

if TYPE_CHECKING:
    from golint.view import FileView


def observe(view: FileView) -> Iterator[Observation]:
    """The providers in use, the file's keys and hosts, and each subject's first place in it. Tests and documents are not the shop."""
    yield from uses(view)
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    for secret in view.secrets:
        if secret.provider:
            yield _observation(view, "key", secret.provider, secret.span, {"kind": _kind(secret)})
    for seen in hosts(view.catalog).find(view.source.data):
        yield _observation(view, "host", seen.provider.id, seen.span, {"kind": f"{seen.environment} {seen.host.role}"})
    told: set[tuple[str, str]] = set()
    for subject, provider, span in _subjects(view) if view.program is not None else ():
        if (subject, provider) not in told:
            told.add((subject, provider))
            yield _observation(view, "subject", subject, span, {"provider": provider})


def _observation(view: FileView, kind: str, key: str, span: Span, values: dict[str, str]) -> Observation:
    return Observation(kind, key, view.location(span), view.side, view.stage, values)


def _kind(secret: Secret) -> str:
    return secret.role.value if secret.mode is Mode.ANY else f"{secret.mode.value} {secret.role.value}"


def _subjects(view: FileView) -> Iterator[tuple[str, str, Span]]:
    """Each subject, its provider, and its place."""
    flow = view.flow
    named = flow.provider or ""
    for money in flow.money:
        yield "money-call", money.provider.id, money.call.callee.span
        yield "request", money.provider.id, money.call.callee.span
    for use in wrappers.uses(view):
        yield "money-call", use.users[0].provider.id, use.call.callee.span
        yield "request", use.users[0].provider.id, use.call.callee.span
    for call in flow.calls("http.request") if named else ():
        yield "request", named, call.callee.span
    for handler in browser_returns(flow):
        yield "return", named, handler.routine.function.name_span
    for node in facts.walk(flow.module.program.body):
        if isinstance(node, Call) and last_of(node.callee) in checkout.ANSWERING | checkout.LISTENING.keys():
            yield "checkout", named, node.callee.span
