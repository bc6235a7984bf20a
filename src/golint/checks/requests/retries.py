"""How a failed request is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.requests import laravel_retry, spring_retry
from golint.checks.requests.called_again import ATTEMPTS, called_again
from golint.checks.requests.polly import AT_ONCE, FIXED, polly
from golint.checks.requests.trying import AXIOS, BACKING_OFF, BACKOFF, DECORATORS, HTTP_STATUS, RETRY, RETRYING, TENACITY, may_try_again
from golint.dataflow.calls.resolve import entry
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, path_of
from golint.dataflow.words import mentions
from golint.facts import Block, Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView


def retry_without_backoff(view: FileView) -> Iterator[Hit]:
    """A failed call is tried again at once, or at a fixed pace."""
    if not may_try_again(view):
        return
    for span, pace in retried(view.flow):
        routine = view.flow.routine_at(span.start)
        if view.flow.is_payment_code(routine):
            yield Hit(span, {"pace": pace}, provider=view.flow.provider_at(routine), symbol=view.flow.symbol(routine))


def retried(flow: Flow) -> Iterator[tuple[Span, str]]:
    for node in flow.module.nodes:
        match node:
            case facts.Loop():
                pace = _pace(flow, node, flow.routine_at(node.span.start))
                if pace:
                    yield _head(node), pace
            case facts.Attempt():
                yield from _taken_up_again(flow, node)
            case Call() if (loop := _as_loop(flow, node)) is not None:
                pace = _pace(flow, loop, flow.routine_at(loop.body[0].span.start)) if loop.body else ""
                if pace:
                    yield node.callee.span, pace
            case Call() if (told := laravel_retry.configured(node)) is not None:
                yield told
            case Call():
                pace = _configured(node) or polly(flow, node) or spring_retry.configured(node)
                if pace:
                    yield node.span, pace
            case facts.Function(decorators=decorators):
                for decorator in decorators:
                    if path_of(decorator) in DECORATORS and isinstance(decorator, Name):
                        yield decorator.span, AT_ONCE
                    elif isinstance(decorator, Name) and (pace := spring_retry.configured(decorator)):
                        yield decorator.span, pace


def _taken_up_again(flow: Flow, attempt: facts.Attempt) -> Iterator[tuple[Span, str]]:
    """A handler that says `retry`, with what it waits before."""
    routine = flow.routine_at(attempt.span.start)
    if not any(_goes_out(flow, n, routine, 2) for n in facts.walk(attempt.body) if isinstance(n, Call)):
        return
    for handler in attempt.handlers:
        calls = [n for n in facts.walk(handler.body, into_functions=False) if isinstance(n, Call)]
        again = next((call for call in calls if "flow.retry" in flow.roles.by(call)), None) or called_again(flow, handler, calls, routine)
        if again is None:
            continue
        calls = [n for n in facts.walk(handler.body) if isinstance(n, Call)]  # a timer wakes by a function of its own
        loop = facts.Loop((), None, handler.body, (), handler.span)
        pauses = [pause for call in calls for pause in _pauses(flow, call)]
        waits = bool(pauses) or _waits_elsewhere(flow, loop, routine)
        if not waits or (pauses and all(isinstance(pause, facts.Literal) for pause in pauses)):
            yield again.span, FIXED if waits else AT_ONCE


def _as_loop(flow: Flow, call: Call) -> facts.Loop | None:
    """`3.times do ... end` and `loop do ... end` as the loops that they are."""
    closure = call.arguments[-1].value if call.arguments else None
    role = next((role for role in ("loop.times", "loop.endless") if role in flow.roles.by(call)), "")
    if not role or not isinstance(closure, facts.Lambda):
        return None
    source = Call(Name("range", call.span, "range"), "range", (), call.span) if role == "loop.times" else None
    return facts.Loop((), source, closure.function.body, (), call.span)


def _head(loop: facts.Loop) -> Span:
    """The line that opens the loop."""
    end = loop.source.span.end if loop.source is not None else loop.span.start + 1
    return Span(loop.span.start, end)


# -- loops --


def _pace(flow: Flow, loop: facts.Loop, routine: Routine) -> str:
    """How a retry loop waits: at once, at a fixed pace, or "" for a loop that backs off or retries nothing."""
    if not _tries_again(flow, loop, routine):
        return ""
    pauses = [pause for node in facts.walk(loop.body) if isinstance(node, Call) for pause in _pauses(flow, node)]
    if not pauses:
        return AT_ONCE if not _waits_elsewhere(flow, loop, routine) else ""
    return FIXED if all(_is_constant(flow, pause, loop, routine) for pause in pauses) else ""


def _pauses(flow: Flow, call: Call) -> Iterator[Expr | None]:
    """How long a call waits: the argument of a sleep, or of a timer that wakes who waits for it."""
    if "time.sleep" in flow.roles.by(call):
        yield call.argument(0)
    elif call.path == "setTimeout":
        yield call.argument(1)


def _waits_elsewhere(flow: Flow, loop: facts.Loop, routine: Routine) -> bool:
    """Whether a function that the loop calls waits."""
    for node in facts.walk(loop.body):
        callee = flow.judge.callee(node, routine) if isinstance(node, Call) else None
        if callee is not None and any("time.sleep" in flow.roles.by(n) for n in callee.calls):
            return True
        if isinstance(node, Call) and mentions(node.path.rpartition(".")[2], frozenset({"sleep", "wait", "backoff", "delay"})):
            return True
    return False


def _tries_again(flow: Flow, loop: facts.Loop, routine: Routine) -> bool:
    """A loop over attempts: it calls out inside a try whose handler goes round again, and leaves when the call succeeds."""
    if not loop.targets and not _may_count_tries(loop.source):
        return False
    counted = not loop.targets and isinstance(loop.source, facts.Compare)
    ranged = counted or (isinstance(loop.source, Call) and loop.source.path == "range")
    if not ranged and loop.targets and not any(mentions(_written(t), ATTEMPTS) for t in loop.targets):
        return False
    if ranged and _leaves_at_all(loop.body) and (_asks_status(loop.body) or (flow.language.errors and _goes_round(loop.body))):
        return any(_goes_out(flow, n, routine, 2) for n in facts.walk(loop.body) if isinstance(n, Call))
    for node in facts.walk(loop.body, into_functions=False):
        if not isinstance(node, facts.Attempt) or all(_leaves(h.body) for h in node.handlers) or not _leaves_at_all(loop.body):
            continue
        if any(_goes_out(flow, n, routine, 2) for n in facts.walk(node.body) if isinstance(n, Call)):
            return True
    return False


def _goes_round(block: Block) -> bool:
    """Whether a loop goes on after an error that a call gave back, or ends where there was none."""
    for node in facts.walk(block, into_functions=False):
        for asked in facts.walk(node.condition) if isinstance(node, facts.Branch) else ():
            match asked:
                case facts.Compare(operator="==" | "!=" as operator, left=Name(), right=facts.Literal(kind="null")):
                    assert isinstance(node, facts.Branch)
                    if _leaves(node.then) == (operator == "=="):
                        return True
    return False


def _may_count_tries(condition: Expr | None) -> bool:
    """Whether a condition may count tries: `attempt < 3`, `i < MAX`, and not pages, the length of a list, or the time of day."""
    if not isinstance(condition, facts.Compare):
        return True
    if any(isinstance(node, Call) for node in facts.walk(condition)):
        return False
    names = [name.written for name in facts.walk(condition) if isinstance(name, Name)]
    if any(name.endswith((".length", ".size", ".count")) for name in names):
        return False
    return any(len(name) == 1 or name in ("count", "counter") or mentions(name, ATTEMPTS) for name in names)


def _asks_status(block: Block) -> bool:
    """Whether a branch hangs on the HTTP status of an answer, and does not leave the loop where that is an error: such a loop asks again
    what has been answered."""
    asking = (n for n in facts.walk(block, into_functions=False) if isinstance(n, facts.Branch))
    branches = (branch for branch in asking if not _gives_up(branch) and not _looks_inside(branch))
    conditions = (branch.condition for branch in branches)
    return any(isinstance(part, Name) and name_of(part) in HTTP_STATUS for condition in conditions for part in facts.walk(condition))


def _looks_inside(branch: facts.Branch) -> bool:
    """`if (response.ok) { ...; if (told.paid) return told; }`: what came is looked at, and asked for again though nothing failed."""
    match branch.condition:
        case facts.Compare(operator="==" | "is", right=facts.Literal(value=int() as status)):
            came = 200 <= status < 300
        case condition:
            came = isinstance(condition, Name) and name_of(condition) == "ok"
    return came and not _leaves(branch.then) and _leaves_at_all(branch.then)


def _gives_up(branch: facts.Branch) -> bool:
    """`if response.status_code != 200: return`"""
    match branch.condition:
        case facts.Compare(operator="!=", right=facts.Literal(value=int() as status)) if 200 <= status < 300:
            return _leaves(branch.then)
        case facts.Compare(operator=">=" | ">", right=facts.Literal(value=int() as status)) if 299 <= status <= 400:
            return _leaves(branch.then)
    return False


def _goes_out(flow: Flow, call: Call, routine: Routine, hops: int) -> bool:
    """Whether a call asks the provider, itself or in a function that it runs."""
    if flow.roles.by(call) & {"http.request", "http.send"} or any(money.call is call for money in flow.money):
        return not flow.stays_here(call, routine)
    callee = flow.judge.callee(call, routine) if hops else None
    inner = callee.nodes if callee is not None and callee != routine else ()
    return callee is not None and any(_goes_out(flow, n, callee, hops - 1) for n in inner if isinstance(n, Call))


def _leaves_at_all(block: Block) -> bool:
    return any(
        isinstance(n, facts.Return) or (isinstance(n, facts.Jump) and n.kind == "break") for n in facts.walk(block, into_functions=False)
    )


def _leaves(block: Block) -> bool:
    """Whether a handler ends the loop whatever happens."""
    return bool(block) and (
        isinstance(block[-1], facts.Raise)
        or (isinstance(block[-1], facts.Return) and not _is_last_value(block[-1]))
        or (isinstance(block[-1], facts.Jump) and block[-1].kind == "break")
    )


def _is_constant(flow: Flow, expr: Expr | None, loop: facts.Loop, routine: Routine) -> bool:
    if isinstance(expr, facts.Literal):
        return True
    if isinstance(expr, Call) and "time.span" in flow.roles.by(expr):
        return all(_is_constant(flow, a.value, loop, routine) for a in expr.arguments)
    if isinstance(expr, facts.Binary):  # `2 * time.Second`
        return all(_is_constant(flow, side, loop, routine) for side in (expr.left, expr.right))
    if isinstance(expr, Name) and "time.unit" in flow.roles.by(expr):
        return True
    if not isinstance(expr, Name):
        return False
    counted = (*loop.targets, *((loop.source,) if loop.source is not None else ()))
    if any(_names(part, expr.written) for part in counted):
        return False  # the number of the try
    if any(_changes(node, expr.written) for node in facts.walk(loop.body)):
        return False
    held = flow.texts.value_of(expr, routine)
    return (held is not None and isinstance(held[0], facts.Literal)) or _is_set_once(flow, expr, routine)


def _is_set_once(flow: Flow, name: Name, routine: Routine) -> bool:
    """Whether a loop finds a name as it was before: a parameter, or a field that nothing but its constructor sets."""
    if any(parameter.name == name.written for parameter in routine.function.parameters):
        return True
    if routine.owner is None:
        return False
    setting = (n for n in flow.module.nodes if isinstance(n, facts.Assign) and any(_names(target, name.written) for target in n.targets))
    places = [flow.routine_at(one.span.start) for one in setting]
    return bool(places) and all(place.start < 0 or place.function.name in flow.language.constructors for place in places)


def _changes(node: facts.Node, written: str) -> bool:
    """`delay = delay * 2`, `attempt++`"""
    match node:
        case facts.Assign(targets=targets):
            return any(_names(target, written) for target in targets)
        case facts.Evaluate(value=facts.Other() as counted):
            return _names(counted, written)
    return False


def _names(expr: Expr, written: str) -> bool:
    return any(isinstance(part, Name) and part.written == written for part in facts.walk(expr))


def _written(expr: Expr) -> str:
    return expr.written if isinstance(expr, Name) else ""


def _is_last_value(statement: facts.Return) -> bool:
    """Whether no word says that a value is returned: the last one of a closure, which its caller's loop goes on after."""
    return statement.value is not None and statement.value.span.start == statement.span.start


# -- libraries --


def _option(options: Expr | None, name: str) -> Expr | None:
    return entry(options, name) if options is not None else None


def _spreads(options: Expr | None) -> bool:
    return isinstance(options, facts.Mapping) and any(one.key is None for one in options.entries)


def _configured(call: Call) -> str:
    """Retry libraries that are told to retry, and not to wait longer each time."""
    if call.path in TENACITY:
        wait = call.argument(None, "wait")
        return AT_ONCE if wait is None or last_of(wait) == "wait_none" else FIXED if last_of(wait) == "wait_fixed" else ""
    if call.path in RETRYING:
        waits = {argument.name for argument in call.arguments if argument.name and argument.name.startswith("wait")}
        return AT_ONCE if not waits else FIXED if waits == {"wait_fixed"} else ""
    if call.path in RETRY:
        backoff = call.argument(None, "backoff")
        return "" if backoff is not None else FIXED if call.argument(None, "delay") is not None else AT_ONCE
    if last_of(call) == "Retry" and ("urllib3" in call.path or "requests" in call.path):
        factor = call.argument(None, "backoff_factor")
        tries = call.argument(0, "total", "connect", "read", "status")
        if tries is None or (isinstance(tries, facts.Literal) and not tries.value):
            return ""
        return AT_ONCE if factor is None or (isinstance(factor, facts.Literal) and not factor.value) else ""
    if call.path in AXIOS:
        options = call.argument(1)
        if options is not None and not isinstance(options, facts.Mapping):
            return ""
        return AT_ONCE if _option(options, "retryDelay") is None and not _spreads(options) else ""
    if call.path in BACKING_OFF and isinstance(factor := _option(call.argument(1), "factor"), facts.Literal) and factor.value == 1:
        return FIXED
    if call.path in BACKOFF and last_of(call.argument(0)) == "constant":
        return FIXED
    return ""
