"""How a failed request is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, path_of
from golint.dataflow.words import mentions
from golint.facts import Block, Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

ATTEMPTS = frozenset({"attempt", "attempts", "retry", "retries", "tries", "try", "max_retries", "retry_count"})
HTTP_STATUS = ("status_code", "ok", "is_success", "is_error")
AT_ONCE, FIXED = "at once", "at a fixed pace"


def retry_without_backoff(view: FileView) -> Iterator[Hit]:
    """A failed call is tried again at once, or at a fixed pace."""
    for span, pace in _retries(view.flow):
        routine = view.flow.routine_at(span.start)
        if view.flow.is_payment_code(routine):
            yield Hit(span, {"pace": pace}, provider=view.flow.provider, symbol=view.flow.symbol(routine))


def _retries(flow: Flow) -> Iterator[tuple[Span, str]]:
    for node in facts.walk(flow.module.program.body):
        match node:
            case facts.Loop():
                pace = _pace(flow, node, flow.routine_at(node.span.start))
                if pace:
                    yield _head(node), pace
            case Call():
                pace = _configured(node)
                if pace:
                    yield node.span, pace
            case facts.Function(decorators=decorators):
                for decorator in decorators:
                    if path_of(decorator) in ("tenacity.retry", "retrying.retry", "retry.retry") and isinstance(decorator, Name):
                        yield decorator.span, AT_ONCE


def _head(loop: facts.Loop) -> Span:
    """The line that opens the loop."""
    end = loop.source.span.end if loop.source is not None else loop.span.start + 1
    return Span(loop.span.start, end)


# -- loops --


def _pace(flow: Flow, loop: facts.Loop, routine: Routine) -> str:
    """How a retry loop waits: at once, at a fixed pace, or "" for a loop that backs off or retries nothing."""
    if not _tries_again(flow, loop, routine):
        return ""
    sleeps = [n for n in facts.walk(loop.body) if isinstance(n, Call) and "time.sleep" in flow.roles.by(n)]
    if not sleeps:
        return AT_ONCE if not _waits_elsewhere(flow, loop, routine) else ""
    return FIXED if all(_is_constant(flow, sleep.argument(0), loop, routine) for sleep in sleeps) else ""


def _waits_elsewhere(flow: Flow, loop: facts.Loop, routine: Routine) -> bool:
    """Whether a function that the loop calls waits."""
    for node in facts.walk(loop.body):
        callee = flow.judge.callee(node, routine) if isinstance(node, Call) else None
        if callee is not None and any(isinstance(n, Call) and "time.sleep" in flow.roles.by(n) for n in facts.walk(callee.function.body)):
            return True
        if isinstance(node, Call) and mentions(node.path.rpartition(".")[2], frozenset({"sleep", "wait", "backoff", "delay"})):
            return True
    return False


def _tries_again(flow: Flow, loop: facts.Loop, routine: Routine) -> bool:
    """A loop over attempts: it calls out inside a try whose handler goes round again, and leaves when the call succeeds."""
    ranged = isinstance(loop.source, Call) and loop.source.path == "range"
    if not ranged and loop.targets and not any(mentions(_written(t), ATTEMPTS) for t in loop.targets):
        return False
    if ranged and _asks_status(loop.body) and _leaves_at_all(loop.body):
        return any(_goes_out(flow, n, routine, 2) for n in facts.walk(loop.body) if isinstance(n, Call))
    for node in facts.walk(loop.body, into_functions=False):
        if not isinstance(node, facts.Attempt) or all(_leaves(h.body) for h in node.handlers) or not _leaves_at_all(loop.body):
            continue
        if any(_goes_out(flow, n, routine, 2) for n in facts.walk(node.body) if isinstance(n, Call)):
            return True
    return False


def _asks_status(block: Block) -> bool:
    """Whether a branch hangs on the HTTP status of an answer."""
    conditions = (n.condition for n in facts.walk(block, into_functions=False) if isinstance(n, facts.Branch))
    return any(isinstance(part, Name) and name_of(part) in HTTP_STATUS for condition in conditions for part in facts.walk(condition))


def _goes_out(flow: Flow, call: Call, routine: Routine, hops: int) -> bool:
    """Whether a call asks the provider, itself or in a function that it runs."""
    if "http.request" in flow.roles.by(call) or any(money.call is call for money in flow.money):
        return True
    callee = flow.judge.callee(call, routine) if hops else None
    inner = facts.walk(callee.function.body) if callee is not None and callee != routine else ()
    return callee is not None and any(_goes_out(flow, n, callee, hops - 1) for n in inner if isinstance(n, Call))


def _leaves_at_all(block: Block) -> bool:
    return any(
        isinstance(n, facts.Return) or (isinstance(n, facts.Jump) and n.kind == "break") for n in facts.walk(block, into_functions=False)
    )


def _leaves(block: Block) -> bool:
    """Whether a handler ends the loop whatever happens."""
    return bool(block) and (
        isinstance(block[-1], facts.Return | facts.Raise) or (isinstance(block[-1], facts.Jump) and block[-1].kind == "break")
    )


def _is_constant(flow: Flow, expr: Expr | None, loop: facts.Loop, routine: Routine) -> bool:
    if isinstance(expr, facts.Literal):
        return True
    if not isinstance(expr, Name):
        return False
    held = flow.texts.value_of(expr, routine)
    changed = any(isinstance(n, facts.Assign) and any(_written(t) == expr.written for t in n.targets) for n in facts.walk(loop.body))
    return held is not None and isinstance(held[0], facts.Literal) and not changed


def _written(expr: Expr) -> str:
    return expr.written if isinstance(expr, Name) else ""


# -- libraries --


def _configured(call: Call) -> str:
    """Retry libraries that are told to retry, and not to wait longer each time."""
    if call.path in ("tenacity.retry", "tenacity.Retrying", "tenacity.AsyncRetrying"):
        wait = call.argument(None, "wait")
        return AT_ONCE if wait is None or last_of(wait) == "wait_none" else FIXED if last_of(wait) == "wait_fixed" else ""
    if call.path == "retrying.retry":
        waits = {argument.name for argument in call.arguments if argument.name and argument.name.startswith("wait")}
        return AT_ONCE if not waits else FIXED if waits == {"wait_fixed"} else ""
    if call.path in ("retry.retry", "retry.api.retry"):
        backoff = call.argument(None, "backoff")
        return "" if backoff is not None else FIXED if call.argument(None, "delay") is not None else AT_ONCE
    if last_of(call) == "Retry" and ("urllib3" in call.path or "requests" in call.path):
        factor = call.argument(None, "backoff_factor")
        tries = call.argument(0, "total", "connect", "read", "status")
        if tries is None or (isinstance(tries, facts.Literal) and not tries.value):
            return ""
        return AT_ONCE if factor is None or (isinstance(factor, facts.Literal) and not factor.value) else ""
    if call.path == "backoff.on_exception" and last_of(call.argument(0)) == "constant":
        return FIXED
    return ""
