"""Where a shop's own payment code stands: what a rule must have had before it, for its silence to be an answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from golint.checks import checkout
from golint.checks.environments.hosts import hosts
from golint.checks.operations.deeds import refunds
from golint.checks.operations.signs import is_load_script
from golint.checks.payments.idempotency import wrappers
from golint.checks.payments.returns.rule import browser_returns
from golint.checks.uses import uses
from golint.dataflow.names import last_of
from golint.dataflow.values.texts import HOLE
from golint.facts import Call
from golint.frontends import PROGRAMS
from golint.model import Mode, Observation, Secret, Side, Span, Stage

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView


def observe(view: FileView) -> Iterator[Observation]:
    """The providers in use, the file's keys and hosts, each subject's first place in it, and where it refunds. Tests and documents are not
    the shop."""
    yield from uses(view)
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    for secret in view.secrets:
        if secret.provider:
            yield _observation(view, "key", secret.provider, secret.span, {"kind": _kind(secret)})
    for seen in hosts(view.catalog).found_in(view):
        yield _observation(view, "host", seen.provider.id, seen.span, {"kind": f"{seen.environment} {seen.host.role}"})
    if view.language not in PROGRAMS or is_load_script(view):
        return
    for place in islice(refunds(view), 1):
        yield _observation(view, "scenario", "refund", place, {"provider": view.flow.provider or ""})
    told: set[tuple[str, str]] = set()
    for subject, provider, span in _subjects(view):
        if (subject, provider) not in told:
            told.add((subject, provider))
            yield _observation(view, "subject", subject, span, {"provider": provider})


def _observation(view: FileView, kind: str, key: str, span: Span, values: dict[str, str]) -> Observation:
    return Observation(kind, key, view.location(span), view.side, view.stage, values)


def _kind(secret: Secret) -> str:
    return secret.role.value if secret.mode is Mode.ANY else f"{secret.mode.value} {secret.role.value}"


def _asked(view: FileView, call: Call) -> str | None:
    """The provider that a request goes to: the one of its host; on servers, where the host is not written down, the one that the file is
    about. None for somebody else's host, and for what a page asks of the shop itself."""
    flow = view.flow
    texts = list(flow.money_calls.urls(call, flow.routine_at(call.span.start)))
    whole = next((text for text in texts if "://" in text), "")
    if known := hosts(view.catalog).find(whole.encode("utf-8", "replace")):
        return known[0].provider.id
    host = whole.partition("://")[2].partition("/")[0]
    if (host and HOLE not in host) or view.side is Side.CLIENT:
        return None
    if last_of(call) == "fetch" and any(text.startswith("/") for text in texts):
        return None  # only a page can leave the host out
    return flow.provider


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
    for call in _requests(flow) if named else ():
        if (asked := _asked(view, call)) is not None:
            yield "request", asked, call.callee.span
    for handler in browser_returns(flow) if _may_take_returns(view) else ():
        yield "return", named, handler.routine.function.name_span
    for call in checkout.forms(view):
        yield "checkout", named, call.callee.span


def _requests(flow: Flow) -> Iterator[Call]:
    """The requests of a file, those that are sent through a client which a variable or a field holds last: they take longer to tell."""
    plain = flow.calls("http.request")
    yield from plain
    for call in flow.requests if not plain and flow.traces.may_ask("http.client") else ():
        if "http.request" in flow.money_calls.asks(call, flow.routine_at(call.span.start)):
            yield call


def _may_take_returns(view: FileView) -> bool:
    """Whether the file holds what the rule about such doors goes by: where it does not look, its silence is no answer."""
    rule = view.catalog.rules.get("unverified-return")
    return rule is not None and view.pulls(rule)
