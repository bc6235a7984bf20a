"""The rules about requests to the provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.requests_text import insecure_http, tls_verification_disabled
from golint.checks.retries import retry_without_backoff
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of, path_of
from golint.dataflow.texts import HOLE
from golint.dataflow.vocabulary import PAYMENT_WORDS
from golint.dataflow.words import words_of
from golint.facts import Argument, Call, Expr, Name
from golint.model import Hit

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

__all__ = ["insecure_http", "no_timeout", "retry_without_backoff", "tls_verification_disabled"]

HOPS = 3
VERBS = ("get", "post", "put", "patch", "delete", "request")


def no_timeout(view: FileView) -> Iterator[Hit]:
    """A call to a provider that may wait for ever."""
    flow = view.flow
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        client = _client(flow, call, routine)
        if (
            client
            and not _limited(flow, call, client, routine)
            and flow.is_payment_code(routine)
            and not _goes_elsewhere(view, call, routine)
        ):
            yield Hit(call.callee.span, {"client": client, **_words(view)}, provider=flow.provider, symbol=flow.symbol(routine))


def _words(view: FileView) -> dict[str, str]:
    provider = view.flow.pack
    return {"provider": provider.name if provider else "the provider"}


def _client(flow: Flow, call: Call, routine: Routine) -> str:
    """The client's function that a call runs, by its path or behind a local name; "" for other calls and for clients with a limit."""
    limits = flow.language.timeouts.none
    if _switches_off(flow, call):
        return call.path
    owner = owner_of(call)
    if isinstance(call.callee, Name) and owner is None:
        held = flow.texts.value_of(call.callee, routine)
        if held is not None and isinstance(held[0], Name) and limits.of(held[0].path):
            return held[0].path
    if owner is not None and last_of(call) in VERBS:
        made = flow.texts.maker(owner, routine)
        if made in flow.language.timeouts.sessions:
            return "" if _is_mounted(flow, owner, routine) else f"{made}.{last_of(call)}"
    return call.path if limits.of(call.path) and "session" not in call.path.lower() else ""


def _switches_off(flow: Flow, call: Call) -> bool:
    """`timeout=None` takes away the limit that a client has of its own."""
    given = call.argument(None, *flow.language.timeouts.keywords)
    return "http.request" in flow.roles.by(call) and isinstance(given, facts.Literal) and given.value is None


def _is_mounted(flow: Flow, owner: Expr, routine: Routine) -> bool:
    """Whether a session has an adapter of the shop's own, or a `request` of its own, which may set the limit."""
    written = path_of(owner)
    for call in flow.module.calls:
        if last_of(call) == "mount" and path_of(owner_of(call)).rpartition(".")[2] in (written.rpartition(".")[2], "session", "s"):
            adapter = call.argument(1)
            made = flow.texts.maker(adapter, flow.routine_at(call.span.start)) if adapter is not None else ""
            if not made.endswith(".HTTPAdapter"):
                return True
    return any(
        isinstance(n, facts.Assign) and any(path_of(t) == f"{written}.request" for t in n.targets)
        for n in facts.walk(flow.module.program.body)
    )


def _limited(flow: Flow, call: Call, client: str, routine: Routine) -> bool:
    timeouts = flow.language.timeouts
    if _switches_off(flow, call):
        return False
    if any(argument.name in timeouts.keywords for argument in call.arguments):
        return True
    if any(_unpacks_limit(flow, argument, routine) for argument in call.arguments if argument.spread == "**"):
        return True
    position = timeouts.positions.get(client)
    return position is not None and call.argument(position) is not None


def _unpacks_limit(flow: Flow, argument: Argument, routine: Routine) -> bool:
    """Whether what is unpacked sets a limit, or cannot be seen and does not come from this function's own callers."""
    unpacked = flow.fields.of(argument.value, routine)
    if unpacked.names & set(flow.language.timeouts.keywords):
        return True
    return unpacked.open and (not _is_own(argument, routine) or _callers_give(flow, routine))


def _callers_give(flow: Flow, routine: Routine, hops: int = HOPS) -> bool:
    """Whether any call of a function, in this file, names a limit. A function that nobody calls here may be given one; one that only
    hands on what it is given says nothing by itself."""
    calls = [call for call in flow.module.calls if last_of(call) == routine.function.name and _runs(flow, call, routine)]
    if not calls:
        return hops == HOPS
    return hops == 0 or any(_gives(flow, call, hops) for call in calls)


def _runs(flow: Flow, call: Call, routine: Routine) -> bool:
    return flow.judge.callee(call, flow.routine_at(call.span.start)) == routine


def _gives(flow: Flow, call: Call, hops: int) -> bool:
    """Whether a call names a limit, itself or in what its own callers hand on through `**`."""
    if any(argument.name in flow.language.timeouts.keywords for argument in call.arguments):
        return True
    spread = [argument for argument in call.arguments if argument.spread == "**"]
    caller = flow.routine_at(call.span.start)
    return any(not _is_own(argument, caller) or _callers_give(flow, caller, hops - 1) for argument in spread)


def _is_own(argument: Argument, routine: Routine) -> bool:
    """Whether what is unpacked is the function's own `**kwargs`."""
    return isinstance(argument.value, Name) and any(p.name == argument.value.written and p.spread for p in routine.function.parameters)


def _goes_elsewhere(view: FileView, call: Call, routine: Routine) -> bool:
    """Whether a request goes to an address that is written down and is no provider's, from a function that says nothing of payments."""
    flow = view.flow
    texts = [flow.texts.of(a.value, routine) for a in call.arguments if a.name in (None, "url")]
    host = next((text.partition("://")[2].partition("/")[0] for text in texts if "://" in text), "")
    if not host or HOLE in host or words_of(routine.function.qualname) & PAYMENT_WORDS:
        return False
    return not any(known.value in host for provider in view.catalog.providers.values() for known in provider.hosts)
