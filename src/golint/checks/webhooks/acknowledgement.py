"""What a provider waits for: its delivery is acknowledged first, and worked off afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.messengers import asks_automation, asks_messenger
from golint.checks.webhooks.ways import leaves_for_good
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.dataflow.words import words_of
from golint.facts import Block, Call, Name, Node
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

HOPS = 3  # a service, what it tells people by, and what that hands to a mail server
PAUSE = "A pause"
FAILURES = frozenset({"error", "err", "errno", "failed", "failure", "exception"})
MESSAGE = "Sending a message"
AUTOMATION = "A script that runs elsewhere"
RACE = "Promise.race"
AT_ONCE = frozenset({"closure.once", "value.each"})
TOGETHER = frozenset({"Promise.all", "Promise.allSettled", RACE})
LONG = 10_000  # milliseconds; most providers wait no longer
SLOW = {"time.sleep": PAUSE, "mail.send": MESSAGE}


def blocking_webhook(view: FileView) -> Iterator[Hit]:
    """A pause, or a message that is sent out, before the delivery is acknowledged."""
    flow = view.flow
    for handler in flow.webhooks:
        found = next(slow_work(view, handler), None)
        if found is None:
            continue
        span, what, inner = found
        related = ((inner[0], inner[1], "the slow work"),) if inner else ()
        yield Hit(span, {**words(view, handler), "what": what}, provider=flow.provider_of(handler), symbol=handler.symbol, related=related)


Found = tuple[Span, str, tuple[str, Span] | None]


def slow_work(view: FileView, handler: Handler) -> Iterator[Found]:
    yield from _in_routine(view, handler.routine, HOPS, {})


def _in_routine(view: FileView, routine: Routine, hops: int, seen: dict[Routine, int]) -> Iterator[Found]:
    """What a function does before it answers; not looked for again where as many functions were followed from it before."""
    if seen.get(routine, -1) >= hops:
        return
    seen[routine] = hops
    for statement in routine.function.body:
        if acknowledges(view.flow, statement):
            return
        for call in _calls(view.flow, statement, routine):
            found = _of_call(view, routine, call, hops, seen)
            yield from (one for one in found if not answered_before(view.flow, routine, call.span))


def _of_call(view: FileView, routine: Routine, call: Call, hops: int, seen: dict[Routine, int]) -> Iterator[Found]:
    roles = view.flow.roles.by(call) or view.flow.effects.by_class(call, routine)
    what = next((text for role, text in SLOW.items() if role in roles and "time.timer" not in roles), "")
    what = what or (PAUSE if _resumes_by_timer(call) else MESSAGE if asks_messenger(view.flow, call, routine) else "")
    what = what or (AUTOMATION if asks_automation(view.flow, call, routine) else "")
    if what:
        # So far down a pause belongs to something that tries again.
        if _is_queued(view.flow, call, routine) or (what == PAUSE and (not hops or _is_for_failures(routine, call))):
            return
        if routine.path != view.source.path or is_waited_for(view.flow, call, routine):
            yield call.span, what, None
        return
    run = () if "queue.enqueue" in roles else tuple(view.flow.judge.run_by(call, routine))
    if not run or (routine.path == view.source.path and not is_waited_for(view.flow, call, routine)):
        return
    for callee, _ in run:
        # What the handler's own file does is one function in pieces.
        left = hops if callee.path == routine.path == view.source.path else hops - 1
        if left < 0 or callee == routine or _runs_apart(view.flow, callee):
            continue
        for span, what, inner in _in_routine(view, callee, left, seen):
            yield call.span, what, inner or (callee.path, span)


def _runs_apart(flow: Flow, routine: Routine) -> bool:
    """Whether a function, or its class, is declared to run on a thread of its own, for which nobody waits: `@Async`."""
    declared = (*routine.function.decorators, *(routine.owner.decorators if routine.owner is not None else ()))
    return any(isinstance(one, Name | Call) and "flow.apart" in flow.roles.by(one) for one in declared)


def _is_queued(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a message waits in a queue by its class: `$user->notify(new Paid($order))`, where `Paid implements ShouldQueue`."""
    known = flow.language.queued_bases
    sent = [flow.resolver.class_of(argument.value, routine) for argument in call.arguments] if known else ()
    kinds = (place for found in sent if found is not None for place in flow.resolver.lineage(found))
    return any(last_of(base) in known for place in kinds for base in place.definition.bases)


def _resumes_by_timer(call: Call) -> bool:
    """A promise that a timer alone keeps: `new Promise((resolve) => setTimeout(resolve, 2000))`."""
    match call:
        case Call(
            path="Promise", arguments=(facts.Argument(value=facts.Lambda(function=facts.Function(parameters=(keep, *_), body=body))),)
        ):
            timer = _only_call(body)
            if timer is None or timer.path != "setTimeout" or timer.argument(1) is None:
                return False
            kept = timer.argument(0)
            kept = inner.callee if isinstance(kept, facts.Lambda) and (inner := _only_call(kept.function.body)) else kept
            return isinstance(kept, facts.Name) and kept.written == keep.name
    return False


def _only_call(block: Block) -> Call | None:
    """The call that is all that a function does."""
    match block:
        case (facts.Return(value=Call() as call) | facts.Evaluate(value=Call() as call),):
            return call
    return None


def _is_for_failures(routine: Routine, call: Call) -> bool:
    """Whether a call is made only where something else has failed, as the pause before another attempt is: behind what was caught, or
    where a branch asks for an error, `if (curl_errno($curl)) { sleep(1); continue; }`."""
    for node in routine.nodes:
        match node:
            case facts.Handler(span=span) if call.span in span:
                return True
            case facts.Branch(condition=condition, then=(first, *_) as then) if first.span.start <= call.span.start < then[-1].span.end:
                if any(isinstance(one, Name | Call) and words_of(last_of(one)) & FAILURES for one in facts.walk(condition)):
                    return True
    return False


def acknowledges(flow: Flow, statement: facts.Statement) -> bool:
    """Whether an answer is sent by a call, after which the handler goes on: not where it leaves only when the handler is done."""
    if flow.language.held_back:
        return False
    match statement:
        case facts.Evaluate(value=Call() as value):
            return "response.send" in flow.roles.by(value) and (flow.judge.status_of(value) or 200) < 400
    return False


def answered_before(flow: Flow, routine: Routine, place: Span) -> bool:
    """Whether an answer has been sent on the way to a place of a function: one that is sent where the function is left is not on it."""
    for block in facts.blocks(routine.function.body):
        sent = any(statement.span.end <= place.start and acknowledges(flow, statement) for statement in block)
        left = facts.leaves(block) or leaves_for_good(flow, block)
        if sent and (not left or place.start < block[-1].span.end):
            return True
    return False


def _calls(flow: Flow, node: Node, routine: Routine) -> Iterator[Call]:
    """The calls of a statement that are done there and then: not those that are handed to a queue, nor those of inner functions, save of
    one that a call runs at once."""
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, facts.Function | facts.Class | facts.Lambda):
            continue
        if isinstance(here, Call):
            if "queue.enqueue" in flow.roles.by(here):
                continue
            yield here
            stack.extend(_run_there(flow, here, routine))
        inner = here.body if isinstance(here, facts.Case) else facts.children(here)  # a case waits for the first of several
        stack.extend(reversed(list(inner)))


def _run_there(flow: Flow, call: Call, routine: Routine) -> Iterator[facts.Statement]:
    """What the functions do that a call is handed and runs at once: `DB::transaction(fn () => ...)`, `$users->each(fn ($user) => ...)`."""
    closures = [argument.value.function.body for argument in call.arguments if isinstance(argument.value, facts.Lambda)]
    if closures and flow.roles.by(call) & AT_ONCE and is_waited_for(flow, call, routine):
        yield from (statement for body in reversed(closures) for statement in reversed(body))


def is_waited_for(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a function waits for a call: always, save in a language where only `await` does, for one promise or for several together."""
    if not flow.language.awaits:
        return True
    before = flow.resolver.files.read(routine.path)[max(0, call.span.start - 40) : call.span.start].rstrip()
    if before.endswith((b"await", b"await (", b"return", b"yield", b"=>")):
        return True
    around = (outer for outer in routine.calls if outer.path in TOGETHER and _is_among(call, outer.argument(0)))
    return any(is_waited_for(flow, outer, routine) and not _is_cut_short(outer, routine) for outer in around)


def _is_cut_short(outer: Call, routine: Routine) -> bool:
    """`Promise.race([work(event), late(3000)])`: whether the first of several may come soon, since no long time is written down."""
    written = (*outer.arguments, *(p.default for p in routine.function.parameters if p.default is not None))
    numbers = (n.value for part in written for n in facts.walk(part) if isinstance(n, facts.Literal) and isinstance(n.value, int))
    return outer.path == RACE and max(numbers, default=0) < LONG


def _is_among(call: Call, promises: facts.Expr | None) -> bool:
    """Whether a call is one of several promises, or makes all of them: `users.map(tell)`."""
    one_of = promises.items if isinstance(promises, facts.Sequence) else (promises,)
    return any(one is not None and one.span == call.span for one in one_of)
