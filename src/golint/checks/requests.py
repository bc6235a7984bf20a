"""The rules about requests to the provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.requests_text import insecure_http, tls_verification_disabled
from golint.dataflow.handlers import PAYMENT_WORDS
from golint.dataflow.modules import Routine
from golint.dataflow.words import mentions, words_of
from golint.facts import Block, Call, Expr, Name
from golint.model import Hit, Span, Stage

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

__all__ = ["insecure_http", "no_timeout", "retry_without_backoff", "tls_verification_disabled"]

ATTEMPTS = frozenset({"attempt", "attempts", "retry", "retries", "tries", "try", "max_retries", "retry_count"})


def no_timeout(view: FileView) -> Iterator[Hit]:
    """A call to a provider that may wait for ever."""
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    flow = view.flow
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        client = _client(flow, call, routine)
        if client and not _limited(flow, call, client, routine) and _concerns_payments(view, routine):
            yield Hit(call.callee.span, {"client": client}, provider=flow.provider, symbol=_symbol(routine))


def _client(flow: Flow, call: Call, routine: Routine) -> str:
    """The path of the client function that a call runs: its own, or what a local name stands for; "" when it has a limit of its own."""
    limits = flow.language.timeouts.none
    if limits.of(call.path):
        return call.path if "session" not in call.path.lower() or _is_session(flow, call, routine) else ""
    if isinstance(call.callee, Name) and "." not in call.callee.written:
        held = flow.texts.value_of(call.callee, routine)
        if held is not None and isinstance(held[0], Name) and limits.of(held[0].path):
            return held[0].path
    return call.path if _is_session(flow, call, routine) and call.path.rpartition(".")[2] in ("get", "post", "put", "patch", "delete", "request") else ""


def _is_session(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether the receiver was made by a session maker that sets no limit."""
    if not isinstance(call.callee, Name) or "." not in call.callee.written:
        return False
    head = call.callee.written.rpartition(".")[0]
    held = flow.texts.value_of(Name(head, call.callee.span, head), routine)
    return held is not None and isinstance(held[0], Call) and held[0].path in flow.language.timeouts.sessions


def _limited(flow: Flow, call: Call, client: str, routine: Routine) -> bool:
    timeouts = flow.language.timeouts
    if any(argument.name in timeouts.keywords for argument in call.arguments):
        return True
    for argument in call.arguments:
        if argument.spread == "**":
            return "timeout" in flow.texts.keys(argument.value, routine) or flow.texts.mapping(argument.value, routine) is None
    position = timeouts.positions.get(client)
    return position is not None and call.argument(position) is not None


def _concerns_payments(view: FileView, routine: Routine) -> bool:
    """Whether the call stands in code about payments: its file names a provider, or its own names say so."""
    owner = routine.owner.name if routine.owner else ""
    return bool(view.flow.providers) or bool(words_of(f"{view.source.path} {routine.function.qualname} {owner}") & PAYMENT_WORDS)


def retry_without_backoff(view: FileView) -> Iterator[Hit]:
    """A failed call is tried again at once, or at a fixed pace."""
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    flow = view.flow
    for node in facts.walk(flow.module.program.body):
        match node:
            case facts.Loop():
                routine = flow.routine_at(node.span.start)
                if _concerns_payments(view, routine) and (pace := _pace(flow, node, routine)):
                    yield Hit(_head(node), {"pace": pace}, provider=flow.provider, symbol=_symbol(routine))
            case Call(path=path):
                routine = flow.routine_at(node.span.start)
                if _concerns_payments(view, routine) and (pace := _configured_pace(path, node)):
                    yield Hit(node.span, {"pace": pace}, provider=flow.provider, symbol=_symbol(routine))


def _head(loop: facts.Loop) -> Span:
    """The line that opens the loop."""
    end = loop.source.span.end if loop.source is not None else loop.span.start + 1
    return Span(loop.span.start, end)


def _pace(flow: Flow, loop: facts.Loop, routine: Routine) -> str:
    """How a retry loop waits: "at once", "at a fixed pace", or "" for a loop that backs off or retries nothing."""
    if not _retries(flow, loop, routine):
        return ""
    sleeps = [n for n in facts.walk(loop.body) if isinstance(n, Call) and "time.sleep" in flow.roles.by(n)]
    if not sleeps:
        return "at once"
    return "at a fixed pace" if all(_is_constant(flow, sleep.argument(0), loop, routine) for sleep in sleeps) else ""


def _retries(flow: Flow, loop: facts.Loop, routine: Routine) -> bool:
    """A loop over attempts: it calls out inside a try whose handler goes round again, and leaves when the call succeeds."""
    counts = any(mentions(_written(t), ATTEMPTS) for t in loop.targets) or (
        isinstance(loop.source, Call) and loop.source.path == "range"
    ) or not loop.targets
    if not counts:
        return False
    for node in facts.walk(loop.body, into_functions=False):
        if isinstance(node, facts.Attempt) and any(not _leaves(h.body) for h in node.handlers):
            calls = [n for n in facts.walk(node.body) if isinstance(n, Call)]
            outward = any(flow.roles.by(c) & {"http.request"} for c in calls) or any(m.call in calls for m in flow.money)
            if outward and _ends(loop.body):
                return True
    return False


def _ends(block: Block) -> bool:
    return any(isinstance(n, facts.Return) or (isinstance(n, facts.Jump) and n.kind == "break") for n in facts.walk(block, into_functions=False))


def _leaves(block: Block) -> bool:
    return bool(block) and isinstance(block[-1], facts.Return | facts.Raise)


def _is_constant(flow: Flow, expr: Expr | None, loop: facts.Loop, routine: Routine) -> bool:
    if isinstance(expr, facts.Literal):
        return True
    if not isinstance(expr, Name):
        return False
    held = flow.texts.value_of(expr, routine)
    changed = any(
        isinstance(n, facts.Assign) and any(_written(t) == expr.written for t in n.targets) for n in facts.walk(loop.body)
    )
    return held is not None and isinstance(held[0], facts.Literal) and not changed


def _configured_pace(path: str, call: Call) -> str:
    """Retry libraries that are told to retry, and not to wait longer each time."""
    names = {argument.name for argument in call.arguments}
    last = path.rpartition(".")[2]
    if path.startswith("tenacity.") and last == "retry":
        wait = call.argument(None, "wait")
        if wait is None:
            return "at once"
        return "at a fixed pace" if isinstance(wait, Call) and wait.path.endswith(("wait_fixed", "wait_none")) else ""
    if last == "Retry" and ("urllib3" in path or "requests" in path) and ("total" in names or call.argument(0) is not None):
        factor = call.argument(None, "backoff_factor")
        return "at once" if factor is None or (isinstance(factor, facts.Literal) and not factor.value) else ""
    return ""


def _written(expr: Expr) -> str:
    return expr.written if isinstance(expr, Name) else ""


def _symbol(routine: Routine) -> str:
    return routine.function.qualname if routine.start >= 0 else ""
